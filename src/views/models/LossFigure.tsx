import { LineSeries } from '../../charts/LineSeries.tsx'
import { ScrollBox } from '../../ui/ScrollBox.tsx'
import { useI18n } from '../use-i18n.ts'
import { iterationTicks, type LossStory } from './loss-shape.ts'
import styles from './LossFigure.module.css'

const CHART_HEIGHT = 200

interface LossFigureProps {
  readonly losses: readonly number[]
  readonly story: LossStory | null
  /** Iterations that the axis has room for. */
  readonly planned: number
  readonly asTable: boolean
}

/** The loss of a run, iteration by iteration, growing while the model trains. Its words stand above it, in the parent. */
export function LossFigure({ losses, story, planned, asTable }: LossFigureProps) {
  const { t, format } = useI18n()
  if (story === null) return <div className={styles['place']} />
  if (asTable)
    return (
      <div className={styles['place']}>
        <LossTable losses={losses} digits={story.digits} />
      </div>
    )
  const decimal = (value: number) => format.decimal(value, story.digits)
  const count = Math.max(losses.length, planned, 2)
  return (
    <div className={styles['place']}>
      <LineSeries
        label={t('models.lossChart', {
          count: format.count(losses.length),
          first: decimal(story.first),
          last: decimal(story.last),
        })}
        lines={[{ tone: 'focus', endText: decimal(story.last), points: losses.map((y, at) => ({ x: at + 1, y })) }]}
        xDomain={[1, count]}
        xTicks={iterationTicks(count)}
        xText={format.count}
        xName={t('models.iteration')}
        yText={decimal}
        fromZero={false}
        height={CHART_HEIGHT}
      />
    </div>
  )
}

function LossTable({ losses, digits }: { readonly losses: readonly number[]; readonly digits: number }) {
  const { t, format } = useI18n()
  return (
    <ScrollBox label={t('models.loss')}>
      <div className={styles['tablePlace']}>
        <table aria-label={t('models.loss')}>
          <thead>
            <tr>
              <th scope="col" className="n">
                {t('models.iteration')}
              </th>
              <th scope="col" className="n">
                {t('models.lossColumn')}
              </th>
            </tr>
          </thead>
          <tbody>
            {losses.map((loss, at) => (
              <tr key={at}>
                <td className="n">{format.count(at + 1)}</td>
                <td className="n">{format.decimal(loss, digits)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </ScrollBox>
  )
}
