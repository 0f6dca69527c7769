import styles from './SegmentedControl.module.css'

interface SegmentedControlProps<Value extends string> {
  /** Accessible name of the group. */
  readonly label: string
  readonly options: readonly { readonly value: Value; readonly text: string }[]
  readonly value: Value
  readonly onChange: (value: Value) => void
  readonly disabled?: boolean
  /** Id of the sentence that says why it is disabled. */
  readonly describedBy?: string
}

/** A few choices of which one holds, all visible. */
export function SegmentedControl<Value extends string>({
  label,
  options,
  value,
  onChange,
  disabled,
  describedBy,
}: SegmentedControlProps<Value>) {
  return (
    <div role="group" aria-label={label} aria-describedby={describedBy} className={styles['group']}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          disabled={disabled}
          onClick={() => {
            onChange(option.value)
          }}
        >
          {option.text}
        </button>
      ))}
    </div>
  )
}
