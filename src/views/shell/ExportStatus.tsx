import { useStore } from 'zustand'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { ProgressLine } from '../../ui/ProgressLine.tsx'
import { errorText } from '../error-text.ts'
import { useStores } from '../stores.ts'
import { useI18n } from '../use-i18n.ts'

/** A file being written, or why it could not be. */
export function ExportStatus() {
  const { t, format } = useI18n()
  const { exports } = useStores()
  const writing = useStore(exports, (state) => state.writing)
  const cancel = () => {
    exports.getState().cancel()
  }
  if (writing.phase === 'idle') return null
  if (writing.phase === 'failed')
    return (
      <Notice tone="bad" actions={<Button onClick={cancel}>{t('common.dismiss')}</Button>}>
        {errorText(t, writing.error)}
      </Notice>
    )
  const { view } = writing
  const facts =
    view === null ? [] : [t('common.clientsDone', { done: format.count(view.done), total: format.count(view.total) })]
  return (
    <ProgressLine
      name={t('common.exporting')}
      share={view?.share ?? null}
      facts={facts}
      cancelLabel={t('common.cancel')}
      onCancel={cancel}
    />
  )
}
