import type { ChangeEvent } from 'react'
import buttonStyles from './Button.module.css'
import styles from './FileButton.module.css'

interface FileButtonProps {
  /** Name of the file input, which looks like a button. */
  readonly label: string
  /** As the `accept` of a file input. */
  readonly accept: string
  readonly multiple?: boolean
  readonly onFiles: (files: readonly File[]) => void
}

/** A file input that looks like a button. */
export function FileButton({ label, accept, multiple = false, onFiles }: FileButtonProps) {
  const onChange = (event: ChangeEvent<HTMLInputElement>) => {
    const files = [...(event.target.files ?? [])]
    // Else the same file chosen again, after it was mended, would change nothing.
    event.target.value = ''
    onFiles(files)
  }
  return (
    <label className={styles['choose']}>
      <input type="file" multiple={multiple} accept={accept} className={styles['input']} onChange={onChange} />
      <span className={`${buttonStyles['button'] ?? ''} ${styles['face'] ?? ''}`}>{label}</span>
    </label>
  )
}
