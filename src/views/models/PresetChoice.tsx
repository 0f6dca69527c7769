import { PRESET_IDS } from '../../state/preset-choice.ts'
import { SegmentedControl } from '../../ui/SegmentedControl.tsx'
import { useI18n } from '../use-i18n.ts'
import styles from './PresetChoice.module.css'
import type { SettingsDraft } from './use-settings-draft.ts'

/** All settings at once: which preset they are equal to, what it is good for, and why its numbers are what they are. */
export function PresetChoice({ draft }: { readonly draft: SettingsDraft }) {
  const { t } = useI18n()
  const { preset } = draft
  return (
    <div className={styles['preset']}>
      <div className={styles['line']}>
        <span aria-hidden="true" className="med">
          {t('presets.label')}
        </span>
        <SegmentedControl
          label={t('presets.label')}
          options={PRESET_IDS.map((value) => ({ value, text: t(`presets.${value}`) }))}
          value={preset ?? 'by-hand'}
          onChange={(chosen) => {
            const id = PRESET_IDS.find((known) => known === chosen)
            if (id !== undefined) draft.takePreset(id)
          }}
        />
        <span role="status" className="sm dim">
          {preset === null ? t('presets.byHand') : null}
        </span>
      </div>
      <p className={styles['note']}>{t(`presets.${preset ?? 'by-hand'}.note`)}</p>
      {preset === 'best-default' ? (
        <details className={styles['why']}>
          <summary>{t('presets.how')}</summary>
          <p>{t('presets.how.rule')}</p>
          <p>{t('presets.how.reason')}</p>
          <p>{t('presets.how.evidence')}</p>
        </details>
      ) : null}
    </div>
  )
}
