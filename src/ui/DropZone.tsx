import type { ChangeEvent, ReactNode } from 'react'
import buttonStyles from './Button.module.css'
import styles from './DropZone.module.css'

interface DropZoneProps {
  readonly title: string
  readonly text: string
  /** Name of the file input, which looks like a button. */
  readonly chooseLabel: string
  /** As the `accept` of a file input. */
  readonly accept: string
  readonly onFiles: (files: readonly File[]) => void
  /** Other ways to begin: buttons after the file input. */
  readonly children?: ReactNode
}

/** A strip that says where files may be dropped, with a file input for those who do not drag. The page takes the drop. */
export function DropZone({ title, text, chooseLabel, accept, onFiles, children }: DropZoneProps) {
  const onChange = (event: ChangeEvent<HTMLInputElement>) => {
    const files = [...(event.target.files ?? [])]
    // Else the same file chosen again, after it was mended, would change nothing.
    event.target.value = ''
    onFiles(files)
  }
  return (
    <div className={styles['strip']}>
      <p className={styles['words']}>
        <span className={styles['title']}>{title}</span>
        <span className={styles['text']}>{text}</span>
      </p>
      <div className={styles['ways']}>
        <label className={styles['choose']}>
          <input type="file" multiple accept={accept} className={styles['input']} onChange={onChange} />
          <span className={`${buttonStyles['button'] ?? ''} ${styles['face'] ?? ''}`}>{chooseLabel}</span>
        </label>
        {children}
      </div>
    </div>
  )
}
