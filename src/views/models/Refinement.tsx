import { useId } from 'react'
import { useStore } from 'zustand'
import { refineMessages } from '../../i18n/messages/refine.ts'
import { addMessages, type Translate } from '../../i18n/translate.ts'
import type { Format } from '../../i18n/format.ts'
import type { RefineOutlook } from '../../state/refine-outlook.ts'
import type { RefineRun } from '../../state/refine-store.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { ProgressLine } from '../../ui/ProgressLine.tsx'
import { errorText } from '../error-text.ts'
import { useStores } from '../stores.ts'
import { useI18n } from '../use-i18n.ts'
import { durationRangeText, timeLeftText } from './duration-text.ts'
import styles from './Refinement.module.css'
import { RefinementResult } from './RefinementResult.tsx'
import { sameAls } from './settings-shape.ts'
import type { SettingsDraft } from './use-settings-draft.ts'

addMessages(refineMessages)

/**
 * Settings near Best default that were tried while the page was idle: nothing but an offer. Settings by hand are not refined;
 * those that were taken from here still show where they come from.
 */
export function Refinement({ draft }: { readonly draft: SettingsDraft }) {
  const { t } = useI18n()
  const headingId = useId()
  const { model, refine } = useStores()
  const chosen = useStore(model, (state) => state.als)
  const run = useStore(refine, (state) => state.run)
  const result = useStore(refine, (state) => state.result)
  const isTaken = chosen !== null && result?.offer != null && sameAls(chosen, result.offer)
  if (chosen !== null && !isTaken) return null
  return (
    <section aria-labelledby={headingId} className={styles['refinement']}>
      <div className="head">
        <h2 id={headingId}>{t('refine.title')}</h2>
      </div>
      {run.phase === 'running' || result === null ? (
        <Progress run={run} />
      ) : (
        <RefinementResult result={result} draft={draft} />
      )}
    </section>
  )
}

/** What is under way, how it ended without a result, or when it will begin. */
function Progress({ run }: { readonly run: RefineRun }) {
  const { t, format } = useI18n()
  const { refine } = useStores()
  const outlook = useStore(refine, (state) => state.outlook)
  const { refineNow, cancel } = refine.getState()
  const begin =
    outlook.kind === 'possible' ? (
      <Button
        onClick={() => {
          void refineNow()
        }}
      >
        {t('refine.now')}
      </Button>
    ) : null
  switch (run.phase) {
    case 'running':
      return (
        <ProgressLine
          name={t('refine.refining')}
          share={run.view?.share ?? null}
          facts={factsOf(t, format, run)}
          cancelLabel={t('common.cancel')}
          onCancel={cancel}
        />
      )
    case 'cancelled':
      return (
        <Notice tone="plain" actions={begin}>
          {t('refine.cancelled')}
        </Notice>
      )
    case 'failed':
      // Nobody asked for it, and nothing is lost: said, not announced.
      return (
        <Notice tone="warn" actions={begin}>
          {t('refine.failed')} {errorText(t, run.error)}
        </Notice>
      )
    case 'idle':
      return (
        <p className={styles['quiet']}>
          {outlookText(t, format, outlook)}
          {begin}
        </p>
      )
  }
}

function factsOf(t: Translate, format: Format, { view }: Extract<RefineRun, { readonly phase: 'running' }>) {
  if (view === null) return [t('models.preparing')]
  const { candidate, candidates, secondsLeft } = view
  const at = t('refine.candidate', { at: format.count(candidate + 1), count: format.count(candidates) })
  return secondsLeft === null ? [at] : [at, timeLeftText(t, format, secondsLeft)]
}

function outlookText(t: Translate, format: Format, outlook: RefineOutlook): string {
  switch (outlook.kind) {
    case 'possible': {
      const { startsAlone, estimateMs, spread } = outlook.subject
      return t(startsAlone ? 'refine.waiting' : 'refine.unasked', {
        duration: durationRangeText(t, format, estimateMs / spread, estimateMs * spread),
      })
    }
    case 'short-period':
      return t('refine.short-period', { days: format.count(outlook.days), needed: format.count(outlook.needed) })
    case 'no-purchases':
      return t('refine.no-purchases')
    case 'later':
    case 'by-hand':
      return t('refine.later')
  }
}
