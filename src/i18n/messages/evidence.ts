import type { MessageTable } from '../message-table.ts'

/** Texts of what stands behind the weights of a model. */
export const evidenceMessages = {
  'models.field.detailWeight': { en: 'Detail view weight', ko: '상세 조회 가중치' },
  'models.help.detailWeight': {
    en: 'Added to a search for each detail view before the next search, at most five.',
    ko: '다음 검색 전의 상세 조회마다 검색에 더합니다(최대 5회).',
  },
  'models.field.cartWeight': { en: 'Cart weight', ko: '장바구니 가중치' },
  'models.help.cartWeight': {
    en: 'Added to a search when something put into the cart before the next search stays there.',
    ko: '다음 검색 전에 담은 것이 장바구니에 남아 있으면 검색에 더합니다.',
  },
  'models.field.checkoutWeight': { en: 'Checkout weight', ko: '결제 시도 가중치' },
  'models.help.checkoutWeight': {
    en: 'Added once to a search that is followed by a checkout attempt before the next search.',
    ko: '다음 검색 전에 결제를 시도하면 검색에 한 번 더합니다.',
  },
  'models.field.sessionPurchaseWeight': { en: 'Session purchase weight', ko: '세션 구매 가중치' },
  'models.help.sessionPurchaseWeight': {
    en: 'Added to a search when a purchase follows in its session.',
    ko: '같은 세션에서 검색 뒤에 구매가 있으면 검색에 더합니다.',
  },
  'models.field.repeatMs': { en: 'Repeats within', ko: '반복으로 보는 간격' },
  'models.help.repeatMs': {
    en: 'The same action again in less than this counts once; 0 counts all.',
    ko: '같은 행동이 이보다 빨리 되풀이되면 한 번으로 셉니다. 0이면 모두 셉니다.',
  },
  'evidence.unit.ms': { en: 'ms', ko: 'ms' },
  'evidence.behind': { en: 'Events in this model: {count}.', ko: '이 모델에 쓰인 기록: {count}건.' },
  'evidence.tally': { en: 'Behind the weights of this model', ko: '이 모델의 가중치에 쓰인 기록' },
  'evidence.refunds': {
    en: '{matched} refunds cancelled {lines} purchase lines; {unmatched} refunds name no purchase line of their client and are ignored.',
    ko: '환불 {matched}건이 구매 {lines}줄을 취소했습니다. 해당 고객의 구매 줄을 찾지 못한 환불 {unmatched}건은 무시합니다.',
  },
  'evidence.noRefunds': { en: 'No refunds.', ko: '환불이 없습니다.' },
} as const satisfies MessageTable
