import type { MessageTable } from '../message-table.ts'

/** Texts of what stands behind the weights of a model. */
export const evidenceMessages = {
  'evidence.tally': { en: 'Behind the weights of this model', ko: '이 모델의 가중치에 쓰인 기록' },
  'evidence.refunds': {
    en: '{matched} refunds cancelled {lines} purchase lines; {unmatched} refunds name no purchase line of their client and are ignored.',
    ko: '환불 {matched}건이 구매 {lines}줄을 취소했습니다. 해당 고객의 구매 줄을 찾지 못한 환불 {unmatched}건은 무시합니다.',
  },
  'evidence.noRefunds': { en: 'No refunds.', ko: '환불이 없습니다.' },
} as const satisfies MessageTable
