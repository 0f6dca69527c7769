import { useStore } from 'zustand'
import type { LoadView } from '../../state/load-view.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { ProgressLine } from '../../ui/ProgressLine.tsx'
import { errorText } from '../error-text.ts'
import { useStores } from '../stores.ts'
import { useI18n, type I18n } from '../use-i18n.ts'

const MINUTE = 60

function timeLeft({ t, format }: I18n, seconds: number): string {
  return seconds < 2 * MINUTE
    ? t('common.secondsLeft', { seconds: format.count(Math.max(1, Math.ceil(seconds))) })
    : t('common.minutesLeft', { minutes: format.count(Math.round(seconds / MINUTE)) })
}

/** Done of total in the unit of the stage. */
function amountsOf({ t, format }: I18n, { done, total, unit }: LoadView): { done: string; total: string } {
  switch (unit) {
    case 'bytes':
      return { done: format.bytes(done), total: format.bytes(total) }
    case 'clients':
      return { done: format.count(done), total: t('data.clientsOf', { clients: format.count(total) }) }
    case 'rows':
    case 'iterations':
      return { done: format.count(done), total: t('data.rows', { rows: format.count(total) }) }
  }
}

/** What a load under way says of itself: short phrases. */
function loadFacts(i18n: I18n, view: LoadView | null): readonly string[] {
  const { t, format } = i18n
  if (view === null) return [t('data.fact.starting')]
  const facts: string[] = []
  if (view.stage === 'generating') facts.push(t('data.fact.generating'))
  if (view.stage === 'indexing') facts.push(t('data.fact.indexing'))
  const percent = t('common.percent', { share: Math.floor(view.share * 100) })
  facts.push(t('data.fact.done', { percent, ...amountsOf(i18n, view) }))
  if (view.rows > 0) facts.push(t('data.rows', { rows: format.count(view.rows) }))
  if (view.rowsPerSecond !== null) facts.push(t('data.fact.rate', { rows: format.compact(view.rowsPerSecond) }))
  if (view.unit === 'bytes' && view.perSecond !== null)
    facts.push(t('data.fact.byteRate', { bytes: format.bytes(view.perSecond) }))
  if (view.secondsLeft !== null) facts.push(timeLeft(i18n, view.secondsLeft))
  return facts
}

interface LoadStatusProps {
  readonly onCancel: () => void
}

/** What is happening to the files: a load under way, or how the last one ended when it did not end well. */
export function LoadStatus({ onCancel }: LoadStatusProps) {
  const i18n = useI18n()
  const { t } = i18n
  const { dataset } = useStores()
  const load = useStore(dataset, (state) => state.load)
  const lost = useStore(dataset, (state) => state.lost)
  const hasData = useStore(dataset, (state) => state.summary !== null)

  if (load.phase === 'loading') {
    const { view } = load
    return (
      <ProgressLine
        name={t('data.loading')}
        share={view === null ? null : view.share}
        facts={loadFacts(i18n, view)}
        cancelLabel={t('common.cancel')}
        onCancel={onCancel}
      />
    )
  }
  if (lost !== null) {
    return (
      <Notice
        tone="bad"
        actions={
          lost.canReload ? (
            <Button onClick={() => void dataset.getState().reload()}>{t('data.reload')}</Button>
          ) : undefined
        }
      >
        {errorText(t, lost.error)} {lost.canReload ? null : t('data.chooseAgain')}
      </Notice>
    )
  }
  const stays = hasData ? t('data.stays') : t('data.cancelledEmpty')
  if (load.phase === 'cancelled') {
    return (
      <Notice tone="plain">
        {t('data.cancelled')} {stays}
      </Notice>
    )
  }
  if (load.phase === 'failed') {
    return (
      <Notice tone="bad">
        {errorText(t, load.error)} {stays}
      </Notice>
    )
  }
  return null
}
