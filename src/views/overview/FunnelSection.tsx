import { BarMark, type BarTone } from '../../charts/BarList.tsx'
import type { FunnelStep } from '../../protocol/overview.ts'
import { useI18n, type I18n } from '../use-i18n.ts'
import styles from './Overview.module.css'
import { funnelRows } from './overview-shape.ts'
import { Part } from './Part.tsx'

/** Searches, views and carts are words; checkout is neither word nor purchase. */
const TONES: readonly BarTone[] = [
  'words',
  'words',
  'words',
  'words',
  'words',
  'context',
  'purchases',
  'context',
  'context',
]

function actionName(t: I18n['t'], actionType: number): string {
  const names = [
    t('overview.action.0'),
    t('overview.action.1'),
    t('overview.action.2'),
    t('overview.action.3'),
    t('overview.action.4'),
    t('overview.action.5'),
    t('overview.action.6'),
    t('overview.action.7'),
    t('overview.action.8'),
  ]
  return names[actionType] ?? t('overview.action.other', { type: actionType })
}

interface FunnelSectionProps {
  /** `null` when there are no actions. */
  readonly funnel: readonly FunnelStep[] | null
  readonly clientCount: number
}

/** Rows, sessions and clients of each step from search to purchase, and of what happens beside it. */
export function FunnelSection({ funnel, clientCount }: FunnelSectionProps) {
  const { t, format } = useI18n()
  if (funnel === null) {
    return (
      <Part name={t('overview.funnel')}>
        <p className="sec">{t('overview.needs.actions')}</p>
      </Part>
    )
  }
  const { way, beside } = funnelRows(funnel)
  const most = Math.max(1, ...funnel.map((step) => step.rows))
  const row = ({ actionType, rows, sessions, clients }: FunnelStep, isBeside: boolean) => (
    <tr key={actionType}>
      <th scope="row" className={`${styles['rowName'] ?? ''} ${isBeside ? 'sec' : ''}`}>
        {actionName(t, actionType)}
        {isBeside ? <span className={styles['besideMark']}>{t('overview.beside')}</span> : null}
      </th>
      <td className={styles['barCell']}>
        <BarMark share={rows / most} tone={isBeside ? 'context' : (TONES[actionType] ?? 'context')} />
      </td>
      <td className="n">{format.count(rows)}</td>
      <td className={`n ${styles['wide'] ?? ''}`}>{format.count(sessions)}</td>
      <td className="n">{format.count(clients)}</td>
      <td className="n">{format.percent(clientCount === 0 ? 0 : clients / clientCount)}</td>
    </tr>
  )
  return (
    <Part name={t('overview.funnel')}>
      <table aria-label={t('overview.funnel')} className={styles['funnel']}>
        <thead>
          <tr>
            <th scope="col">{t('overview.step')}</th>
            <th scope="col" colSpan={2} className="n">
              {t('overview.rows')}
            </th>
            <th scope="col" className={`n ${styles['wide'] ?? ''}`}>
              {t('overview.sessions')}
            </th>
            <th scope="col" className="n">
              {t('overview.clients')}
            </th>
            <th scope="col" className="n">
              {t('overview.clientShare')}
            </th>
          </tr>
        </thead>
        <tbody>
          {way.map((step) => row(step, false))}
          {beside.map((step) => row(step, true))}
        </tbody>
      </table>
      <p className={styles['note']}>{t('overview.funnelNote')}</p>
    </Part>
  )
}
