import type { ReactNode } from 'react'
import styles from './Notice.module.css'

interface NoticeProps {
  /** `bad`: something failed and is announced; `warn`: look at this; `plain`: a fact. */
  readonly tone: 'bad' | 'warn' | 'plain'
  readonly children: ReactNode
  /** One or two ways on. */
  readonly actions?: ReactNode
}

/** What happened, in place of the part that it concerns; it stays until it is dealt with. */
export function Notice({ tone, children, actions }: NoticeProps) {
  return (
    <div role={tone === 'bad' ? 'alert' : 'note'} className={`${styles['notice'] ?? ''} ${styles[tone] ?? ''}`}>
      <div className={styles['text']}>{children}</div>
      {actions === undefined ? null : <div className={styles['actions']}>{actions}</div>}
    </div>
  )
}
