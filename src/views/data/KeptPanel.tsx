import { useRef } from 'react'
import { useStore } from 'zustand'
import { keptQuestion } from '../../state/kept-store.ts'
import { Button } from '../../ui/Button.tsx'
import { keptTexts } from '../kept-text.ts'
import { useStores } from '../stores.ts'
import { useI18n } from '../use-i18n.ts'
import { KeptControls } from './KeptControls.tsx'
import styles from './MemoryPanel.module.css'

interface KeptPanelProps {
  /** Of the loaded data. */
  readonly fingerprint: string
}

/** What of the loaded data is kept on this device, until when, and both ways to change that. */
export function KeptPanel({ fingerprint }: KeptPanelProps) {
  const { t, format } = useI18n()
  const { dataset, kept } = useStores()
  const { found, declined, task } = useStore(kept)
  const isDemo = useStore(dataset, (state) => state.isDemo)
  const heading = useRef<HTMLHeadingElement>(null)
  const focusHeading = () => {
    heading.current?.focus()
  }
  const remove = () => {
    focusHeading()
    void kept.getState().forget()
  }
  const isKept = found?.state === 'kept'
  const isSame = isKept && found.data.fingerprint === fingerprint
  const isAsked = keptQuestion({ found, declined, task }, { fingerprint, isDemo }) !== null
  const canKeep = found !== null && found.state !== 'unavailable' && !isSame && !isAsked
  const isAtRest = task.phase !== 'keeping' && task.phase !== 'reopening'
  return (
    <>
      <h2 ref={heading} tabIndex={-1} className={styles['kept']}>
        {t('kept.title')}
      </h2>
      <p className="sm sec">
        {isKept
          ? t('kept.contents', keptTexts(format, found.data))
          : t(found?.state === 'unavailable' ? 'kept.unavailable' : 'kept.none')}{' '}
        {isKept && !isSame ? t('kept.otherData') : null}
      </p>
      {isAtRest && (canKeep || isKept) ? (
        <div className={styles['answers']}>
          {canKeep ? <KeptControls replaces={isKept} onKeep={focusHeading} /> : null}
          {isKept ? <Button onClick={remove}>{t('kept.delete')}</Button> : null}
        </div>
      ) : null}
    </>
  )
}
