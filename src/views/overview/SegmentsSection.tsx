import { BarList, type BarTone } from '../../charts/BarList.tsx'
import type { Overview } from '../../protocol/overview.ts'
import { useI18n } from '../use-i18n.ts'
import { Part } from './Part.tsx'

const SEGMENTS = ['buyers', 'boughtCategoryUnknown', 'searchersOnly', 'neither'] as const
const TONES: Readonly<Record<(typeof SEGMENTS)[number], BarTone>> = {
  buyers: 'purchases',
  boughtCategoryUnknown: 'purchases',
  searchersOnly: 'words',
  neither: 'context',
}

interface SegmentsSectionProps {
  readonly overview: Pick<Overview, 'segments' | 'clientCount'>
}

/** Clients by what is known of them: four groups that add up. */
export function SegmentsSection({ overview: { segments, clientCount } }: SegmentsSectionProps) {
  const { t, format } = useI18n()
  if (clientCount === 0) return null
  const textsOf = (count: number) => [format.count(count), format.percent(count / clientCount)]
  return (
    <Part name={t('overview.segments')} note={t('overview.segmentsNote')}>
      <BarList
        label={t('overview.segments')}
        heads={[t('overview.segment'), t('overview.clients'), t('overview.shareHead')]}
        items={SEGMENTS.map((segment) => ({
          key: segment,
          name: t(`overview.segment.${segment}`),
          value: segments[segment],
          texts: textsOf(segments[segment]),
          tone: TONES[segment],
        }))}
        total={{ name: t('overview.segmentTotal'), texts: textsOf(clientCount) }}
      />
    </Part>
  )
}
