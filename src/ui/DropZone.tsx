import type { ReactNode } from 'react'
import styles from './DropZone.module.css'
import { FileButton } from './FileButton.tsx'

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
  return (
    <div className={styles['strip']}>
      <p className={styles['words']}>
        <span className={styles['title']}>{title}</span>
        <span className={styles['text']}>{text}</span>
      </p>
      <div className={styles['ways']}>
        <FileButton label={chooseLabel} accept={accept} multiple onFiles={onFiles} />
        {children}
      </div>
    </div>
  )
}
