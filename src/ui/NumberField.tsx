import type { ReactNode } from 'react'
import styles from './NumberField.module.css'

interface NumberFieldProps {
  /** Unique on the page; help and problem take their ids from it. */
  readonly id: string
  readonly label: string
  /** Text as typed: the owner decides what it means. */
  readonly text: string
  readonly onType: (text: string) => void
  /** The analyst left the field. */
  readonly onLeave?: () => void
  /** What the number is for, in one sentence. */
  readonly help: string
  /** Why the text cannot be used; `null` when it can. */
  readonly problem: string | null
  readonly unit?: string
  readonly placeholder?: string
  readonly disabled?: boolean
  /** A control that belongs to the number, beside it. */
  readonly beside?: ReactNode
}

/** A number to type, with its unit, its help, and what is wrong with it. Text, so that nothing typed is lost. */
export function NumberField(props: NumberFieldProps) {
  const { id, label, text, onType, onLeave, help, problem, unit, placeholder, disabled = false, beside } = props
  const describedBy = problem === null ? `${id}-help` : `${id}-problem ${id}-help`
  return (
    <div className={styles['field']}>
      <label htmlFor={id} className={styles['label']}>
        {label}
      </label>
      <div className={styles['control']}>
        <input
          id={id}
          inputMode="decimal"
          autoComplete="off"
          value={text}
          placeholder={placeholder}
          disabled={disabled}
          aria-invalid={problem !== null}
          aria-describedby={describedBy}
          onChange={(event) => {
            onType(event.target.value)
          }}
          onBlur={onLeave}
        />
        {unit === undefined ? null : <span className="sm dim">{unit}</span>}
        {beside}
      </div>
      {problem === null ? null : (
        <p id={`${id}-problem`} className={styles['problem']}>
          {problem}
        </p>
      )}
      <p id={`${id}-help`} className={styles['help']}>
        {help}
      </p>
    </div>
  )
}
