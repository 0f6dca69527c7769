import { useId, type ReactNode } from 'react'
import styles from './Field.module.css'

interface SelectProps<Value extends string> {
  readonly label: string
  /** For a select whose meaning its surroundings show. */
  readonly hidesLabel?: boolean
  readonly value: Value
  readonly options: readonly { readonly value: Value; readonly text: string; readonly disabled?: boolean }[]
  readonly onChange: (value: Value) => void
  readonly disabled?: boolean
  /** Why it is as it is, for example why it cannot be changed. */
  readonly help?: ReactNode
  /** Why the choice cannot be used; `null` when it can. */
  readonly problem?: string | null
  readonly isNeeded?: boolean
}

/** One choice of a few or many: the browser's own control, with its label, its help, and what is wrong with it. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { label, hidesLabel = false, value, options, onChange, disabled, help, problem = null, isNeeded } = props
  const id = useId()
  const notes = [problem === null ? '' : `${id}-problem`, help === undefined ? '' : `${id}-help`]
  const describedBy = notes.filter((note) => note !== '').join(' ')
  return (
    <div className={styles['field']}>
      <label htmlFor={id} className={hidesLabel ? 'sr' : styles['label']}>
        {label}
      </label>
      <select
        id={id}
        className={styles['select']}
        value={value}
        disabled={disabled}
        aria-required={isNeeded}
        aria-invalid={problem !== null}
        aria-describedby={describedBy === '' ? undefined : describedBy}
        onChange={(event) => {
          // The options are the only values that it can take.
          onChange(event.target.value as Value)
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.text}
          </option>
        ))}
      </select>
      {problem === null ? null : (
        <p id={`${id}-problem`} className={styles['problem']}>
          {problem}
        </p>
      )}
      {help === undefined ? null : (
        <p id={`${id}-help`} className={styles['help']}>
          {help}
        </p>
      )}
    </div>
  )
}
