import { useId } from 'react'
import { useStore } from 'zustand'
import type { ModelSummary } from '../../protocol/model-api.ts'
import { DEFAULT_BLEND, listChoice, LIST_WAYS } from '../../state/list-choice.ts'
import { SegmentedControl } from '../../ui/SegmentedControl.tsx'
import { useStores } from '../stores.ts'
import { useI18n } from '../use-i18n.ts'
import { NearField } from './NearField.tsx'
import styles from './Ways.module.css'

const BLEND_STEP = 0.05
const BLEND_DIGITS = 2

interface WayControlProps {
  readonly evidenceId: number
  readonly models: ModelSummary['models']
}

/** For the client, near a word or category, or both; and what the last two need. */
export function WayControl({ evidenceId, models }: WayControlProps) {
  const { t, format } = useI18n()
  const { route } = useStores()
  const sliderId = useId()
  const noteId = useId()
  const options = useStore(route, (state) => state.view.options)
  const { model, way } = listChoice(options, models)
  const isOff = model !== 'als'
  const client = format.decimal(1 - way.blend, BLEND_DIGITS)
  const query = format.decimal(way.blend, BLEND_DIGITS)
  return (
    <div className={styles['ways']}>
      <SegmentedControl
        label={t('client.way')}
        value={way.kind}
        disabled={isOff}
        {...(isOff ? { describedBy: noteId } : {})}
        options={LIST_WAYS.map((value) => ({ value, text: t(`client.way.${value}`) }))}
        onChange={(value) => {
          route.getState().setOption('way', value === 'client' ? null : value)
        }}
      />
      {isOff ? (
        <span id={noteId} className="sm dim">
          {t('client.wayNeedsAls')}
        </span>
      ) : null}
      {isOff || way.kind === 'client' ? null : <NearField evidenceId={evidenceId} near={way.near} />}
      {isOff || way.kind !== 'blend' ? null : (
        <div className={styles['blend']}>
          <label htmlFor={sliderId} className="sr">
            {t('client.blend')}
          </label>
          <input
            id={sliderId}
            type="range"
            min={0}
            max={1}
            step={BLEND_STEP}
            value={way.blend}
            aria-valuetext={t('client.blendValue', { client, query })}
            onChange={(event) => {
              const { value } = event.target
              route.getState().setOption('blend', Number(value) === DEFAULT_BLEND ? null : value)
            }}
          />
          <span className="sm sec num" aria-hidden="true">
            {t('client.blendValue', { client, query })}
          </span>
        </div>
      )}
    </div>
  )
}
