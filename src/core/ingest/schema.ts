import type { ColumnKind, FileRole } from '../tables/table.ts'

/** One column that Recscope understands. */
export interface FieldSchema {
  /** Name inside Recscope, and the first that is looked for in a header. */
  readonly name: string
  /** Other spellings in headers. */
  readonly aliases: readonly string[]
  readonly kind: ColumnKind
  /** Whether a file without this column is refused. */
  readonly column: 'required' | 'optional'
  /** Whether a row without a good cell here is left out. */
  readonly cell: 'required' | 'optional'
  /** Largest whole number that is allowed; `null` for no bound. */
  readonly max: number | null
  /** Whether zeros are worth counting: amounts and counts. */
  readonly countsZero: boolean
}

type FieldOptions = Partial<Pick<FieldSchema, 'aliases' | 'column' | 'cell' | 'max' | 'countsZero'>>

const field = (name: string, kind: ColumnKind, options: FieldOptions = {}): FieldSchema => ({
  name,
  kind,
  aliases: [],
  column: 'optional',
  cell: 'optional',
  max: null,
  countsZero: false,
  ...options,
})

const needed: FieldOptions = { column: 'required', cell: 'required' }

/** The largest `action_type`: 0 search, ..., 8 payment option. */
export const LAST_ACTION_TYPE = 8

/** The columns of each file. Product codes of transactions may be missing: such a line counts as `unknown`. */
export const FIELDS: Readonly<Record<FileRole, readonly FieldSchema[]>> = {
  actions: [
    field('clnt_id', 'text', needed),
    field('sess_id', 'text'),
    field('hit_seq', 'integer'),
    field('action_type', 'integer', { ...needed, max: LAST_ACTION_TYPE }),
    field('biz_unit', 'text'),
    field('sess_dt', 'day', needed),
    field('hit_tm', 'minute'),
    field('hit_pss_tm', 'integer'),
    field('trans_id', 'text'),
    field('sech_kwd', 'text', { aliases: ['srch_kwd'] }),
    field('tot_pag_view_ct', 'integer', { countsZero: true }),
    field('tot_sess_hr_v', 'integer', { countsZero: true }),
    field('trfc_src', 'text'),
    field('dvc_ctg_nm', 'text'),
  ],
  transactions: [
    field('clnt_id', 'text', needed),
    field('trans_id', 'text'),
    field('trans_seq', 'integer'),
    field('biz_unit', 'text'),
    field('pd_c', 'text', { column: 'required' }),
    field('de_dt', 'day', needed),
    field('de_tm', 'minute'),
    field('buy_am', 'amount', { countsZero: true }),
    field('buy_ct', 'integer', { countsZero: true }),
  ],
  demographics: [field('clnt_id', 'text', needed), field('clnt_gender', 'text'), field('clnt_age', 'text')],
  products: [
    field('pd_c', 'text', needed),
    field('clac_nm1', 'text'),
    field('clac_nm2', 'text'),
    field('clac_nm3', 'text'),
  ],
}
