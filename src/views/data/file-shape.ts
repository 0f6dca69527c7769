import type { FileRole } from '../../core/tables/table.ts'
import type { FileReport } from '../../protocol/dataset-report.ts'
import type { LoadPhase } from '../../state/dataset-store.ts'
import type { I18n } from '../use-i18n.ts'

/** The columns of the four files, as an analyst has to name them. Their order does not matter. */
export const ROLE_COLUMNS: Readonly<Record<FileRole, readonly string[]>> = {
  actions: [
    ...['clnt_id', 'sess_id', 'hit_seq', 'action_type', 'biz_unit', 'sess_dt', 'hit_tm', 'hit_pss_tm'],
    ...['trans_id', 'sech_kwd', 'tot_pag_view_ct', 'tot_sess_hr_v', 'trfc_src', 'dvc_ctg_nm'],
  ],
  transactions: ['clnt_id', 'trans_id', 'trans_seq', 'biz_unit', 'pd_c', 'de_dt', 'de_tm', 'buy_am', 'buy_ct'],
  demographics: ['clnt_id', 'clnt_gender', 'clnt_age'],
  products: ['pd_c', 'clac_nm1', 'clac_nm2', 'clac_nm3'],
}

/** Columns without which a file is refused; the others only turn parts of the page off. */
export const NEEDED_COLUMNS: Readonly<Record<FileRole, readonly string[]>> = {
  actions: ['clnt_id', 'action_type', 'sess_dt'],
  transactions: ['clnt_id', 'pd_c', 'de_dt'],
  demographics: ['clnt_id'],
  products: ['pd_c'],
}

/** The four roles in the order in which an analyst meets them. */
export const ROLES: readonly FileRole[] = ['actions', 'transactions', 'demographics', 'products']

/** Separators that a file may have. */
export const DELIMITERS = [',', '\t', ';', '|'] as const

/** What a separator is called. */
export function delimiterText(t: I18n['t'], delimiter: string): string {
  switch (delimiter) {
    case ',':
      return t('data.delimiter.comma')
    case '\t':
      return t('data.delimiter.tab')
    case ';':
      return t('data.delimiter.semicolon')
    case '|':
      return t('data.delimiter.pipe')
    default:
      return t('data.delimiter.other', { text: delimiter })
  }
}

/** How much of a column is not a value, or is zero. */
export interface ColumnShare {
  readonly column: string
  readonly kind: 'missing' | 'unknown' | 'zero'
  /** Of the rows kept, `[0, 1]`. */
  readonly share: number
}

/** Missing, unknown and zero cells per column, the largest share first; a column with none of them gives one entry of 0. */
export function columnShares(report: FileReport): readonly ColumnShare[] {
  const rows = Math.max(1, report.rowCount)
  const shares = report.columns.flatMap(({ name, missingCount, unknownCount, zeroCount }) => {
    const found: ColumnShare[] = [
      { column: name, kind: 'missing', share: missingCount / rows },
      { column: name, kind: 'unknown', share: unknownCount / rows },
      { column: name, kind: 'zero', share: (zeroCount ?? 0) / rows },
    ]
    const some = found.filter((entry) => entry.share > 0)
    return some.length > 0 ? some : found.slice(0, 1)
  })
  return shares.sort((a, b) => b.share - a.share)
}

/** A file as its card shows it: what is loaded of it, and what is being read. */
export interface FileCardState {
  readonly role: FileRole
  readonly report: FileReport | null
  /** Rows so far of the load under way; `null` when this file is no part of it, as far as one can tell. */
  readonly rowsSoFar: number | null
  /** Name of the file that is being read into this card right now. */
  readonly readingFile: string | null
  readonly state: 'empty' | 'reading' | 'read' | 'ready' | 'look'
}

/** The four cards, in the order of `ROLES`. Files are read side by side: several may be under way. */
export function fileCards(reports: readonly FileReport[], load: LoadPhase): readonly FileCardState[] {
  const view = load.phase === 'loading' ? load.view : null
  return ROLES.map((role) => {
    const report = reports.find((file) => file.role === role) ?? null
    const progress = view?.byRole.get(role)
    if (view !== null && progress !== undefined) {
      const isReading = view.stage === 'reading' && !progress.isDone
      const readingFile = isReading ? progress.fileName : null
      return { role, report, rowsSoFar: progress.rows, readingFile, state: isReading ? 'reading' : 'read' }
    }
    const state = report === null ? 'empty' : report.leftOutCount > 0 ? 'look' : 'ready'
    return { role, report, rowsSoFar: null, readingFile: null, state }
  })
}
