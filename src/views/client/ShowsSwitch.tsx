import { SegmentedControl } from '../../ui/SegmentedControl.tsx'
import { useI18n } from '../use-i18n.ts'

/** A chart, or its table twin. */
export type Shows = 'chart' | 'table'

interface ShowsSwitchProps {
  /** Accessible name: which part of the page it switches. */
  readonly label: string
  readonly value: Shows
  readonly onChange: (shows: Shows) => void
}

/** Switches one region between its chart and its table. */
export function ShowsSwitch({ label, value, onChange }: ShowsSwitchProps) {
  const { t } = useI18n()
  return (
    <SegmentedControl
      label={label}
      value={value}
      options={[
        { value: 'chart', text: t('common.chart') },
        { value: 'table', text: t('common.table') },
      ]}
      onChange={onChange}
    />
  )
}
