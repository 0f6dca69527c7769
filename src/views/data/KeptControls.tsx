import { useState } from 'react'
import { KEPT_DAYS, type KeptDays } from '../../state/kept-store.ts'
import { Button } from '../../ui/Button.tsx'
import { SegmentedControl } from '../../ui/SegmentedControl.tsx'
import { useStores } from '../stores.ts'
import { useI18n } from '../use-i18n.ts'

interface KeptControlsProps {
  /** Whether what is kept makes room. */
  readonly replaces: boolean
  readonly onKeep: () => void
}

/** For how long, and yes. */
export function KeptControls({ replaces, onKeep }: KeptControlsProps) {
  const { t } = useI18n()
  const { kept } = useStores()
  const [days, setDays] = useState<`${KeptDays}`>('7')
  return (
    <>
      <SegmentedControl
        label={t('kept.days')}
        options={KEPT_DAYS.map((count) => ({ value: `${count}` as const, text: t(`kept.day.${count}`) }))}
        value={days}
        onChange={setDays}
      />
      <Button
        onClick={() => {
          onKeep()
          void kept.getState().keep(Number(days) as KeptDays)
        }}
      >
        {t(replaces ? 'kept.update' : 'kept.keep')}
      </Button>
    </>
  )
}
