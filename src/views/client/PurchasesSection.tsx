import { memo } from 'react'
import type { ClientHistory } from '../../protocol/client-history.ts'
import { AmountBars } from '../../charts/AmountBars.tsx'
import { useElementWidth } from '../../charts/use-element-width.ts'
import { useI18n, type I18n } from '../use-i18n.ts'
import { langOf } from './hangul.ts'
import styles from './History.module.css'
import { groupAmounts, type GroupAmount } from './history-shape.ts'
import { nodeName, PurchaseTree } from './PurchaseTree.tsx'
import { ShowsSwitch, type Shows } from './ShowsSwitch.tsx'
import { spanOf, type DaySpan } from './timeline-shape.ts'

interface PurchasesSectionProps {
  readonly history: ClientHistory
  /** Of the whole data set. */
  readonly period: DaySpan | null
  /** No file with purchases is loaded. */
  readonly isOff: boolean
  readonly shows: Shows
  readonly onShow: (shows: Shows) => void
}

const MOST_BARS = 12

function Purchases({ history, period, isOff, shows, onShow }: PurchasesSectionProps) {
  const { t } = useI18n()
  const { purchases } = history
  return (
    <section aria-label={t('client.purchases')}>
      <div className="head">
        <h2>{t('client.purchases')}</h2>
        {purchases.length === 0 ? null : (
          <span className="end">
            <ShowsSwitch label={t('client.purchasesView')} value={shows} onChange={onShow} />
          </span>
        )}
      </div>
      {purchases.length === 0 ? (
        <NoPurchases onlineCount={history.onlinePurchaseCount} isOff={isOff} />
      ) : shows === 'table' ? (
        <PurchaseTree key={history.clientId} purchases={purchases} />
      ) : (
        <GroupChart history={history} period={period} />
      )}
    </section>
  )
}

function NoPurchases({ onlineCount, isOff }: { readonly onlineCount: number; readonly isOff: boolean }) {
  const { t, format } = useI18n()
  return (
    <>
      {onlineCount === 0 ? null : (
        <p className={styles['paragraph']}>{t('client.boughtUnknown', { count: format.count(onlineCount) })}</p>
      )}
      {isOff || onlineCount === 0 ? (
        <p className="sec">{t(isOff ? 'client.purchasesOff' : 'client.noPurchases')}</p>
      ) : null}
    </>
  )
}

const barOf = ({ node, amount, groupCount }: GroupAmount, { t, format }: I18n) => {
  const name = node === null ? t('client.otherCategories', { count: format.count(groupCount) }) : nodeName(node, t)
  return { name, value: amount, text: format.count(amount), lang: langOf(name) }
}

/** Level 1 of the tree as bars. */
function GroupChart({ history, period }: { readonly history: ClientHistory; readonly period: DaySpan | null }) {
  const i18n = useI18n()
  const { t, format } = i18n
  const [measure, width] = useElementWidth()
  const span = spanOf(history.days, period)
  const groups = groupAmounts(history.purchases, MOST_BARS)
  return (
    <div ref={measure}>
      {width === 0 ? null : (
        <AmountBars
          width={width}
          bars={groups.map((group) => barOf(group, i18n))}
          label={t('client.purchaseChart', {
            id: history.clientId,
            first: span === null ? '' : format.day(span.firstDay),
            last: span === null ? '' : format.day(span.lastDay),
          })}
        />
      )}
    </div>
  )
}

/** What was bought, as a tree of categories; its level 1 also as bars. */
export const PurchasesSection = memo(Purchases)
