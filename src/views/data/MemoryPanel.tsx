import { useId, useRef, useState } from 'react'
import type { DatasetSummary } from '../../protocol/dataset-report.ts'
import { Button } from '../../ui/Button.tsx'
import { useI18n } from '../use-i18n.ts'
import { ROLES } from './file-shape.ts'
import { KeptPanel } from './KeptPanel.tsx'
import styles from './MemoryPanel.module.css'

interface MemoryPanelProps {
  readonly summary: DatasetSummary
  readonly onForget: () => Promise<void>
}

/** What the tab holds, where it is kept, and how to be rid of it. */
export function MemoryPanel({ summary, onForget }: MemoryPanelProps) {
  const { t, format } = useI18n()
  const { files, fingerprint } = summary
  const [asking, setAsking] = useState(false)
  const askId = useId()
  const question = useRef<HTMLDivElement>(null)
  const keep = () => {
    setAsking(false)
    // The button that was pressed is hidden now.
    question.current?.querySelector('button')?.focus()
  }
  const total = files.reduce((sum, file) => sum + file.memoryBytes, 0)
  const ordered = ROLES.flatMap((role) => files.filter((file) => file.role === role))
  return (
    <section aria-label={t('data.memoryRegion')}>
      <div className="head">
        <h2>{t('data.memory')}</h2>
        <span className="sm dim">{t('data.memoryNote')}</span>
      </div>
      <dl className={styles['sizes']}>
        {ordered.map(({ role, memoryBytes, rowCount }) => (
          <div key={role}>
            <dt>
              {t('data.memoryRow', {
                role: t(`data.role.${role}`),
                bytes: format.count(Math.round(memoryBytes / Math.max(1, rowCount))),
              })}
            </dt>
            <dd>{format.bytes(memoryBytes)}</dd>
          </div>
        ))}
        <div className={styles['total']}>
          <dt>{t('data.memoryTotal')}</dt>
          <dd>{format.bytes(total)}</dd>
        </div>
      </dl>
      <KeptPanel fingerprint={fingerprint} />
      <div ref={question} className={styles['forget']}>
        <Button tone="danger" aria-expanded={asking} aria-controls={askId} onClick={() => setAsking(!asking)}>
          {t('data.forget')}
        </Button>
        <div id={askId} hidden={!asking} className={styles['ask']}>
          <p>{t('data.forgetAsk')}</p>
          <div className={styles['answers']}>
            <Button tone="danger" onClick={() => void onForget()}>
              {t('data.forgetYes')}
            </Button>
            <Button onClick={keep}>{t('data.forgetNo')}</Button>
          </div>
        </div>
      </div>
    </section>
  )
}
