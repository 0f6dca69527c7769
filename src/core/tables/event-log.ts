/** `action_type` of the actions file. */
export const ACTION = {
  search: 0,
  list: 1,
  detail: 2,
  cartAdd: 3,
  cartRemove: 4,
  checkout: 5,
  purchase: 6,
  refund: 7,
} as const

/** Actions of the kind "refund", in the order of the file. All arrays have one entry per refund. */
export interface RefundLog {
  readonly clients: Uint32Array
  readonly days: Int32Array
  /** Codes of `trans_id` in the actions, 0 without one. */
  readonly transactions: Uint32Array
}

/** Events of one kind, sorted by client, in the order of the file within a client. All arrays have one entry per event. */
export interface EventLog {
  /** Client `c` owns events `[start[c], start[c + 1])`, shape `[clients + 1]`. */
  readonly start: Uint32Array
  readonly days: Int32Array
  /** Purchases: the leaf of the category space or `NO_CATEGORY`. Searches: the code of the keyword, 0 without one. */
  readonly items: Int32Array
  /** Of purchases: `buy_ct`, 1 where it is missing. Searches count 1 each. */
  readonly quantities: Float32Array | null
}
