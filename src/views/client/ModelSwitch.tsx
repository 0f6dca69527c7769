import { useStore } from 'zustand'
import type { ModelId } from '../../core/models/recipe.ts'
import type { ModelSummary } from '../../protocol/model-api.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { ProgressLine } from '../../ui/ProgressLine.tsx'
import { Select } from '../../ui/Select.tsx'
import { useStores } from '../stores.ts'
import { useI18n } from '../use-i18n.ts'

interface ModelSwitchProps {
  readonly models: ModelSummary['models']
  readonly value: ModelId
}

/** Which model makes the list. One that is left out on this data cannot be chosen. */
export function ModelSwitch({ models, value }: ModelSwitchProps) {
  const { t } = useI18n()
  const { route } = useStores()
  return (
    <Select
      label={t('client.model')}
      hidesLabel
      value={value}
      options={models.map(({ id, leftOut }) => ({
        value: id,
        text: leftOut === null ? t(`models.${id}`) : t('client.modelLeftOut', { model: t(`models.${id}`) }),
        disabled: leftOut !== null,
      }))}
      onChange={(id) => {
        route.getState().setOption('model', id === 'als' ? null : id)
      }}
    />
  )
}

/** The models that cannot be chosen, and why. */
export function LeftOutModels({ models }: { readonly models: ModelSummary['models'] }) {
  const { t, format } = useI18n()
  const sentences = models.flatMap(({ id, leftOut }) =>
    leftOut === null
      ? []
      : t(`models.leftOut.${leftOut.reason}`, {
          model: t(`models.${id}`),
          count: format.count(leftOut.count),
          most: format.count(leftOut.most),
        }),
  )
  return sentences.length === 0 ? null : <p className="sm dim">{sentences.join(' ')}</p>
}

/** The fit that the list waits for: how far it is, and how to stop it; or that it was stopped. */
export function FittingModel() {
  const { t, format } = useI18n()
  const { recommendation, route } = useStores()
  const fitting = useStore(recommendation, (state) => state.fitting)
  if (fitting.phase === 'idle') return null
  const model = t(`models.${fitting.model}`)
  if (fitting.phase === 'cancelled')
    return (
      <Notice
        tone="plain"
        actions={
          <>
            <Button
              tone="primary"
              onClick={() => {
                void recommendation.getState().fit()
              }}
            >
              {t('client.fitModel')}
            </Button>
            <Button
              onClick={() => {
                route.getState().setOption('model', null)
              }}
            >
              {t('client.backToAls')}
            </Button>
          </>
        }
      >
        {t('client.fitCancelled', { model })}
      </Notice>
    )
  const { share, secondsLeft } = fitting.view
  return (
    <>
      <ProgressLine
        name={t('client.fitting', { model })}
        share={share}
        facts={secondsLeft === null ? [] : [t('common.secondsLeft', { seconds: format.count(Math.ceil(secondsLeft)) })]}
        cancelLabel={t('common.cancel')}
        onCancel={() => {
          recommendation.getState().cancelFit()
        }}
      />
      <p className="sec">{t('client.fittingNote')}</p>
    </>
  )
}
