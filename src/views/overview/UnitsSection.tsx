import { BarMark } from '../../charts/BarList.tsx'
import type { Overview } from '../../protocol/overview.ts'
import { useI18n } from '../use-i18n.ts'
import styles from './Overview.module.css'
import { Part } from './Part.tsx'

interface UnitsSectionProps {
  readonly units: Overview['units']
}

/** Actions and purchase lines of each business unit. */
export function UnitsSection({ units }: UnitsSectionProps) {
  const { t, format } = useI18n()
  const mostActions = Math.max(1, ...units.map((unit) => unit.actions))
  const mostLines = Math.max(1, ...units.map((unit) => unit.lines))
  return (
    <Part name={t('overview.units')}>
      {units.length === 0 ? (
        <p className="sec">{t('overview.unitsNone')}</p>
      ) : (
        <table aria-label={t('overview.units')}>
          <thead>
            <tr>
              <th scope="col">{t('overview.unit')}</th>
              <th scope="col" colSpan={2} className="n">
                {t('overview.series.actions')}
              </th>
              <th scope="col" colSpan={2} className="n">
                {t('overview.series.lines')}
              </th>
            </tr>
          </thead>
          <tbody>
            {units.map(({ unit, actions, lines }) => (
              <tr key={unit}>
                <th scope="row" className={styles['rowName']}>
                  {unit}
                </th>
                <td className={styles['barCell']}>
                  <BarMark share={actions / mostActions} tone="context" />
                </td>
                <td className={actions === 0 ? 'n dim' : 'n'}>{format.count(actions)}</td>
                <td className={styles['barCell']}>
                  <BarMark share={lines / mostLines} tone="purchases" />
                </td>
                <td className={lines === 0 ? 'n dim' : 'n'}>{format.count(lines)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Part>
  )
}
