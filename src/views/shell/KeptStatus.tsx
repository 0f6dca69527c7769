import { useStore } from 'zustand'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { ProgressLine } from '../../ui/ProgressLine.tsx'
import { errorText } from '../error-text.ts'
import { keptTexts } from '../kept-text.ts'
import { useStores } from '../stores.ts'
import { useI18n } from '../use-i18n.ts'

/** Files being kept on this device or opened from it, how that ended, and what had to be deleted. On every screen: a link may open them. */
export function KeptStatus() {
  const { t, format } = useI18n()
  const { kept } = useStores()
  const task = useStore(kept, (state) => state.task)
  const dropped = useStore(kept, (state) => state.dropped)
  const found = useStore(kept, (state) => state.found)

  if (task.phase === 'keeping' || task.phase === 'reopening') {
    const { phase, view } = task
    const facts =
      view === null
        ? []
        : view.unit === 'bytes'
          ? [t('kept.bytesDone', { done: format.bytes(view.done), total: format.bytes(view.total) })]
          : [t('kept.indexing')]
    return (
      <ProgressLine
        name={t(`kept.${phase}`)}
        share={view?.share ?? null}
        facts={facts}
        cancelLabel={t('common.cancel')}
        onCancel={() => {
          kept.getState().cancel()
        }}
      />
    )
  }
  const dismiss = (
    <Button
      onClick={() => {
        kept.getState().dismiss()
      }}
    >
      {t('common.dismiss')}
    </Button>
  )
  if (dropped !== null)
    return (
      <Notice tone="warn" actions={dismiss}>
        <span role="status">{t(`kept.dropped.${dropped}`)}</span>
      </Notice>
    )
  switch (task.phase) {
    case 'idle':
      return null
    case 'busy':
      return (
        <Notice tone="warn" actions={dismiss}>
          <span role="status">{t('kept.busy')}</span>
        </Notice>
      )
    case 'failed': {
      const { error } = task
      const wrote = error.code === 'storage-full' || error.code === 'storage-unavailable'
      const busy = error.details['reason'] === 'busy'
      return (
        <Notice tone="bad" actions={dismiss}>
          {busy ? t('kept.busy') : errorText(t, error)} {wrote ? t('kept.goesOn') : null}
        </Notice>
      )
    }
    case 'done':
      return found?.state !== 'kept' ? null : (
        <Notice tone="plain" actions={dismiss}>
          <span role="status">{t('kept.done', keptTexts(format, found.data))}</span>
        </Notice>
      )
  }
}
