import type { QualityFinding } from '../../core/quality/finding.ts'
import type { I18n } from '../use-i18n.ts'

/** What a finding is called, what was seen, and what it means for the recommendations. */
export interface FindingText {
  readonly name: string
  readonly seen: string
  readonly means: string
}

type Check<Code extends QualityFinding['code']> = Extract<QualityFinding, { readonly code: Code }>

/** A part of a whole as a percentage with its sign. */
export const shareText = ({ t, format }: I18n, part: number, whole: number): string =>
  whole === 0 ? '–' : t('common.percent', { share: format.percent(part / whole) })

function clientJoin(i18n: I18n, { roles, there, back, state }: Check<'client-join'>): FindingText {
  const { t, format } = i18n
  const role = t(`data.role.${roles[0]}`)
  const other = t(`data.role.${roles[1]}`)
  const isBuyers = roles[0] === 'actions' && roles[1] === 'transactions'
  const without = there.distinct - there.distinctFound
  const buyers =
    without === 0
      ? t('quality.means.buyersAll')
      : t('quality.means.buyers', { share: shareText(i18n, without, there.distinct) })
  return {
    name: t('quality.name.client-join', { role, other }),
    seen: t('quality.seen.client-join', {
      role,
      other,
      found: format.count(there.distinctFound),
      clients: format.count(there.distinct),
      share: shareText(i18n, there.distinctFound, there.distinct),
      backFound: format.count(back.distinctFound),
      backClients: format.count(back.distinct),
      backShare: shareText(i18n, back.distinctFound, back.distinct),
    }),
    means: state === 'look' ? t('quality.means.clientsApart') : isBuyers ? buyers : t('quality.means.people'),
  }
}

function productJoin(i18n: I18n, { lines, products, bought, state }: Check<'product-join'>): FindingText {
  const { t, format } = i18n
  return {
    name: t('quality.name.product-join'),
    seen: t('quality.seen.product-join', {
      found: format.count(lines.distinctFound),
      codes: format.count(lines.distinct),
      share: shareText(i18n, lines.distinctFound, lines.distinct),
      bought: format.count(bought),
      products: format.count(products),
      boughtShare: shareText(i18n, bought, products),
    }),
    means:
      state === 'look'
        ? t('quality.means.productsApart')
        : t(state === 'checked' ? 'quality.means.productsAll' : 'quality.means.product-join'),
  }
}

function transactionJoin(i18n: I18n, { actions, lines, state }: Check<'transaction-join'>): FindingText {
  const { t, format } = i18n
  return {
    name: t('quality.name.transaction-join'),
    seen: t('quality.seen.transaction-join', {
      found: format.count(actions.distinctFound),
      ids: format.count(actions.distinct),
      share: shareText(i18n, actions.distinctFound, actions.distinct),
      rows: format.count(actions.rowsFound),
      allRows: format.count(actions.rows),
      backFound: format.count(lines.distinctFound),
      backIds: format.count(lines.distinct),
      backShare: shareText(i18n, lines.distinctFound, lines.distinct),
    }),
    means: t(state === 'checked' ? 'quality.means.linksAll' : 'quality.means.transaction-join'),
  }
}

function duplicateRows(i18n: I18n, { role, rows, repeated, state }: Check<'duplicate-rows'>): FindingText {
  const { t, format } = i18n
  const name = t('quality.name.duplicate-rows', { role: t(`data.role.${role}`) })
  if (repeated === 0)
    return {
      name,
      seen: t('quality.seen.noDuplicates', { rows: format.count(rows) }),
      means: t('quality.means.noDuplicates'),
    }
  return {
    name,
    seen: t('quality.seen.duplicate-rows', {
      repeated: format.count(repeated),
      rows: format.count(rows),
      share: shareText(i18n, repeated, rows),
    }),
    means: t(state === 'repaired' ? 'quality.means.duplicates.dropped' : `quality.means.duplicates.${role}`),
  }
}

function periodOverlap({ t, format }: I18n, finding: Check<'period-overlap'>): FindingText {
  const { actions, transactions, sharedDays, otherDays } = finding
  return {
    name: t('quality.name.period-overlap'),
    seen: t('quality.seen.period-overlap', {
      actionsFirst: format.day(actions.firstDay),
      actionsLast: format.day(actions.lastDay),
      linesFirst: format.day(transactions.firstDay),
      linesLast: format.day(transactions.lastDay),
      shared: format.count(sharedDays),
      other: format.count(otherDays),
    }),
    means:
      sharedDays === 0
        ? t('quality.means.periodsApart')
        : t(otherDays === 0 ? 'quality.means.periodsSame' : 'quality.means.periodsPartly'),
  }
}

function dayGaps({ t, format }: I18n, { role, days, emptyDays, longest }: Check<'day-gaps'>): FindingText {
  const name = t('quality.name.day-gaps', { role: t(`data.role.${role}`) })
  if (longest === null)
    return { name, seen: t('quality.seen.noGaps', { days: format.count(days) }), means: t('quality.means.noGaps') }
  return {
    name,
    seen: t('quality.seen.day-gaps', {
      empty: format.count(emptyDays),
      days: format.count(days),
      first: format.day(longest.firstDay),
      last: format.day(longest.lastDay),
    }),
    means: t('quality.means.day-gaps'),
  }
}

function outliers(
  i18n: I18n,
  { column, count, limit, times, sumShare, examples, state }: Check<'outliers'>,
): FindingText {
  const { t, format } = i18n
  const name = t('quality.name.outliers', { column })
  const means = t('quality.means.noOutliers')
  if (limit === null) return { name, seen: t('quality.seen.fewValues'), means }
  const rule = { limit: format.count(limit), times: format.count(times) }
  if (count === 0) return { name, seen: t('quality.seen.noOutliers', rule), means }
  const amounts = state === 'repaired' ? 'quality.means.outliers.emptied' : 'quality.means.outliers.amounts'
  return {
    name,
    seen: t('quality.seen.outliers', {
      ...rule,
      count: format.count(count),
      largest: format.count(examples[0]?.value ?? 0),
      share: shareText(i18n, sumShare, 1),
    }),
    means: t(column === 'buy_am' ? amounts : 'quality.means.outliers.counts'),
  }
}

/** The words for what a check across the files found. */
export function checkText(i18n: I18n, finding: QualityFinding): FindingText {
  const { t, format } = i18n
  switch (finding.code) {
    case 'client-join':
      return clientJoin(i18n, finding)
    case 'product-join':
      return productJoin(i18n, finding)
    case 'transaction-join':
      return transactionJoin(i18n, finding)
    case 'duplicate-rows':
      return duplicateRows(i18n, finding)
    case 'period-overlap':
      return periodOverlap(i18n, finding)
    case 'day-gaps':
      return dayGaps(i18n, finding)
    case 'outliers':
      return outliers(i18n, finding)
    case 'idle-clients': {
      const { idle, clients } = finding
      const numbers = {
        idle: format.count(idle),
        clients: format.count(clients),
        share: shareText(i18n, idle, clients),
      }
      return {
        name: t('quality.name.idle-clients'),
        seen: t('quality.seen.idle-clients', numbers),
        means: t(idle === 0 ? 'quality.means.idleNone' : 'quality.means.idle-clients'),
      }
    }
    case 'purchase-without-id': {
      const { without, purchases, clientCount } = finding
      return {
        name: t('quality.name.purchase-without-id'),
        seen: t('quality.seen.purchase-without-id', {
          without: format.count(without),
          purchases: format.count(purchases),
          share: shareText(i18n, without, purchases),
          clients: format.count(clientCount),
        }),
        means: t(without === 0 ? 'quality.means.purchasesWithId' : 'quality.means.purchase-without-id'),
      }
    }
    case 'shared-id': {
      const { shared, ids } = finding
      return {
        name: t('quality.name.shared-id'),
        seen: t('quality.seen.shared-id', { shared: format.count(shared), ids: format.count(ids) }),
        means: t(shared === 0 ? 'quality.means.idsOwn' : 'quality.means.shared-id'),
      }
    }
  }
}
