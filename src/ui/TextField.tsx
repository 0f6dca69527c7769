import { useId } from 'react'
import styles from './Field.module.css'

interface TextFieldProps {
  readonly label: string
  readonly hidesLabel?: boolean
  readonly text: string
  readonly onType: (text: string) => void
  readonly placeholder?: string
  /** Several lines: Enter makes a new one. */
  readonly isLong?: boolean
  /** Text of files and codes: every letter of one width. */
  readonly isMono?: boolean
}

/** A text to type. */
export function TextField(props: TextFieldProps) {
  const { label, hidesLabel = false, text, onType, placeholder, isLong = false, isMono = false } = props
  const id = useId()
  const shared = {
    id,
    value: text,
    placeholder,
    autoComplete: 'off',
    spellCheck: false,
    className: `${styles['text'] ?? ''} ${isMono ? (styles['mono'] ?? '') : ''}`,
    onChange: (event: { readonly target: { readonly value: string } }) => {
      onType(event.target.value)
    },
  }
  return (
    <div className={styles['field']}>
      <label htmlFor={id} className={hidesLabel ? 'sr' : styles['label']}>
        {label}
      </label>
      {isLong ? <textarea rows={3} {...shared} /> : <input type="text" {...shared} />}
    </div>
  )
}
