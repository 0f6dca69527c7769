import type { ReactNode } from 'react'
import styles from './Overview.module.css'

interface PartProps {
  readonly name: string
  readonly note?: string | undefined
  /** Controls at the end of the head. */
  readonly end?: ReactNode
  readonly children: ReactNode
}

/** A named part of the overview. */
export function Part({ name, note, end, children }: PartProps) {
  return (
    <section aria-label={name} className={styles['part']}>
      <div className="head">
        <h2>{name}</h2>
        {note === undefined ? null : <span className="sm dim">{note}</span>}
        {end === undefined ? null : <span className="end">{end}</span>}
      </div>
      {children}
    </section>
  )
}
