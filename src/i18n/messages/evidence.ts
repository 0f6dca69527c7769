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
  'evidence.field.families': { en: 'Keyword families', ko: '검색어 표기 묶기' },
  'evidence.help.families': {
    en: 'Spellings of one word: the same but for blanks and signs, or near by jamo (커텐, 커튼). Rare ones count for their family, or a family is one keyword.',
    ko: '띄어쓰기·기호만 다르거나 자모가 가까운 표기(커텐, 커튼)입니다. 드문 표기만 대표 검색어에 더하거나, 표기 전체를 한 검색어로 봅니다.',
  },
  'evidence.families.rare': { en: 'Rare ones', ko: '드문 것만' },
  'evidence.families.all': { en: 'All', ko: '모두' },
  'evidence.families.off': { en: 'Off', ko: '안 함' },
  'evidence.damping': { en: 'Damp', ko: '감쇠' },
  'models.field.bm25K1': { en: 'Keyword damping K1', ko: '검색어 감쇠 K1' },
  'models.help.bm25K1': {
    en: 'BM25 over the words of the clients: rare words gain, and further searches for one word count less; the smaller K1, the sooner.',
    ko: '고객의 검색어에 BM25를 적용합니다. 드문 검색어는 커지고 같은 검색어의 되풀이는 덜 셉니다. K1이 작을수록 빨리 줄어듭니다.',
  },
  'models.field.bm25B': { en: 'Keyword damping B', ko: '검색어 감쇠 B' },
  'models.help.bm25B': {
    en: 'How much the words of clients with many searches count less: 0 not at all, 1 in full.',
    ko: '검색이 많은 고객의 검색어를 덜 세는 정도입니다. 0은 그대로, 1은 전부 반영합니다.',
  },
  'evidence.families': {
    en: '{folded} words ({foldedUses} searches) folded into families, {dropped} words ({droppedUses} searches) dropped.',
    ko: '검색어 {folded}개(검색 {foldedUses}건)를 비슷한 표기에 더했고, {dropped}개(검색 {droppedUses}건)는 뺐습니다.',
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
