import { useStore } from 'zustand'
import { keptQuestion } from '../../state/kept-store.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { keptTexts } from '../kept-text.ts'
import { useStores } from '../stores.ts'
import { useI18n } from '../use-i18n.ts'
import { KeptControls } from './KeptControls.tsx'

interface KeptNoticeProps {
  /** A button that was pressed goes away with this. */
  readonly onAnswer: () => void
}

/** With kept files and nothing loaded: the way to open them. After a load: the question whether to keep it, once. */
export function KeptNotice({ onAnswer }: KeptNoticeProps) {
  const { t, format } = useI18n()
  const { dataset, kept } = useStores()
  const { found, declined, task } = useStore(kept)
  const summary = useStore(dataset, (state) => state.summary)
  const isDemo = useStore(dataset, (state) => state.isDemo)
  const isLoading = useStore(dataset, (state) => state.load.phase === 'loading')

  if (isLoading || found === null || task.phase === 'keeping' || task.phase === 'reopening') return null
  if (summary === null) {
    if (found.state !== 'kept') return null
    const reopen = () => {
      onAnswer()
      void kept.getState().reopen()
    }
    const remove = () => {
      onAnswer()
      void kept.getState().forget()
    }
    return (
      <section aria-label={t('kept.offer')}>
        <Notice
          tone="plain"
          actions={
            <>
              <Button tone="primary" onClick={reopen}>
                {t('kept.reopen')}
              </Button>
              <Button onClick={remove}>{t('kept.delete')}</Button>
            </>
          }
        >
          {t('kept.offerText', keptTexts(format, found.data))}
        </Notice>
      </section>
    )
  }
  const question = keptQuestion({ found, declined, task }, { fingerprint: summary.fingerprint, isDemo })
  if (question === null) return null
  const size = format.bytes(summary.files.reduce((sum, file) => sum + file.memoryBytes, 0))
  const decline = () => {
    onAnswer()
    kept.getState().decline()
  }
  return (
    <section aria-label={t('kept.question')}>
      <Notice
        tone="plain"
        actions={
          <>
            <KeptControls replaces={question === 'update'} onKeep={onAnswer} />
            <Button onClick={decline}>{t('kept.notNow')}</Button>
          </>
        }
      >
        {found.state === 'kept'
          ? t('kept.askUpdate', { size, saved: keptTexts(format, found.data).saved })
          : t('kept.ask', { size })}
      </Notice>
    </section>
  )
}
