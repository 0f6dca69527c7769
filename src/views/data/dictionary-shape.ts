import type { ColumnKind, FileRole } from '../../core/tables/table.ts'
import type { FileReport } from '../../protocol/dataset-report.ts'
import type { ColumnProfile } from '../../protocol/table-rows.ts'
import { fieldsOf } from '../../state/dictionary-store.ts'
import { ACTION_CODES, cellText, type ActionCode } from './row-shape.ts'

const NAMES = [
  ...(['clnt_id', 'sess_id', 'hit_seq', 'action_type', 'biz_unit', 'sess_dt', 'hit_tm', 'hit_pss_tm'] as const),
  ...(['trans_id', 'sech_kwd', 'tot_pag_view_ct', 'tot_sess_hr_v', 'trfc_src', 'dvc_ctg_nm'] as const),
  ...(['trans_seq', 'pd_c', 'de_dt', 'de_tm', 'buy_am', 'buy_ct', 'clnt_gender', 'clnt_age'] as const),
  ...(['clac_nm1', 'clac_nm2', 'clac_nm3'] as const),
] as const

/** A column that has its meaning written down. */
export type KnownColumn = (typeof NAMES)[number]

/** The values of a column that are shown as examples. */
const SHOWN_VALUES = 5

/** One line of the dictionary. */
export interface DictionaryEntry {
  readonly name: string
  readonly known: KnownColumn | null
  readonly kind: ColumnKind
  readonly isNeeded: boolean
  /** Whether the loaded file has this column; `null` when no file is loaded. */
  readonly isThere: boolean | null
  /** Of all rows, `[0, 1]`; `null` while it is not known. */
  readonly missingShare: number | null
  readonly distinct: number | null
  readonly range: { readonly low: string; readonly high: string } | null
  readonly examples: readonly { readonly value: string; readonly count: number }[]
}

/** The columns that a table can have, with what the loaded file holds in them as far as that is known. */
export function dictionaryEntries(
  role: FileRole,
  file: FileReport | null,
  profiles: readonly ColumnProfile[] | null,
  count: (value: number) => string,
): readonly DictionaryEntry[] {
  return fieldsOf(role).map(({ name, kind, column }) => {
    const profile = profiles?.find((one) => one.name === name)
    const report = file?.columns.find((one) => one.name === name)
    const text = (value: string | number) => cellText(kind, value, count)
    return {
      name,
      known: NAMES.find((one) => one === name) ?? null,
      kind,
      isNeeded: column === 'required',
      isThere: file === null ? null : report !== undefined,
      missingShare: report === undefined || file === null ? null : report.missingCount / Math.max(1, file.rowCount),
      distinct: profile?.distinct ?? null,
      range: profile?.range ? { low: text(profile.range.low), high: text(profile.range.high) } : null,
      examples: (profile?.top ?? [])
        .slice(0, SHOWN_VALUES)
        .map((one) => ({ value: text(one.value), count: one.count })),
    }
  })
}

/** Rows of each action code; `null` while they are not counted, and for a code that stands behind too many others. */
export function actionCounts(
  profiles: readonly ColumnProfile[] | null,
): readonly { readonly code: ActionCode; readonly count: number | null }[] {
  const profile = profiles?.find((one) => one.name === 'action_type')
  return ACTION_CODES.map((code) => {
    const found = profile?.top.find(({ value }) => value === code)
    const isWhole = profile !== undefined && profile.distinct <= profile.top.length
    return { code, count: found?.count ?? (isWhole ? 0 : null) }
  })
}
