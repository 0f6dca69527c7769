import type { MessageTable } from '../message-table.ts'

/** Texts of the presets and of the rule for quantities. */
export const presetsMessages = {
  'presets.label': { en: 'Preset', ko: '프리셋' },
  'presets.best-default': { en: 'Best default', ko: '최적 기본값' },
  'presets.seed-recipe': { en: 'Seed recipe', ko: '원본 레시피' },
  'presets.byHand': { en: 'By hand', ko: '직접 설정' },
  'presets.by-hand.note': {
    en: 'A preset sets everything below except the category level.',
    ko: '프리셋은 카테고리 단계를 뺀 아래의 모든 값을 정합니다.',
  },
  'presets.best-default.note': {
    en: 'Purchases and words, older events counting less, and a regularization that follows the size of the data.',
    ko: '구매와 검색어를 함께 쓰고, 오래된 기록은 덜 세며, 정칙화는 데이터 크기를 따릅니다.',
  },
  'presets.seed-recipe.note': {
    en: 'The numbers of the notebook’s ancestor, kept to compare with: 0.25 · clicks + 1 · buys, α 15, 20 factors, λ 0.1, 20 iterations of implicit. Clicks here name no category, so only purchases are left. Its weaknesses: so weak a regularization lets 20 factors memorise some hundred categories, and on real purchases these factors, λ and α were at or below the popular list at every level; a purchase counts the same however old it is; bulk orders are not cut; clients who only searched get the popular list; with c = α·r an entry under 1/α counts less than no entry at all.',
    ko: '노트북의 원본이 쓴 값으로, 비교를 위해 둡니다: 0.25 · 클릭 + 1 · 구매, α 15, 요인 20, λ 0.1, implicit 20회 반복. 이 데이터의 클릭에는 카테고리가 없어 구매만 남습니다. 약점: 정칙화가 너무 약해 요인 20개가 카테고리 수백 개를 외워 버리며, 실제 구매 데이터에서 이 요인 수·λ·α는 모든 단계에서 인기순과 같거나 낮았습니다. 구매는 오래되어도 똑같이 세고, 대량 주문을 자르지 않으며, 검색만 한 고객은 인기순 목록을 받습니다. c = α·r에서는 1/α보다 작은 값이 빈 칸보다도 덜 셉니다.',
  },
  'presets.how': { en: 'How this was chosen', ko: '이 값을 정한 방법' },
  'presets.how.rule': {
    en: 'λ = 2.5 · √(entries / clients + entries / columns), to two digits and at least 1; 32 factors, 8 iterations, α 1.',
    ko: 'λ = 2.5 · √(값 수 / 고객 수 + 값 수 / 열 수), 유효 숫자 두 자리, 최소 1. 요인 32, 반복 8, α 1.',
  },
  'presets.how.reason': {
    en: 'λ presses tastes that are weaker than it to zero. Chance alone gives a sparse matrix tastes of about that square root: what stands above a multiple of it is what chance cannot explain.',
    ko: 'λ는 자신보다 약한 취향을 0으로 누릅니다. 희소 행렬에는 우연만으로도 이 제곱근만 한 취향이 나타나므로, 그 몇 배를 넘는 것만이 우연으로 설명되지 않습니다.',
  },
  'presets.how.evidence': {
    en: 'The factor 2.5 was found by experiment. NDCG@10 on the last 14 days, popular list → this rule: real purchases of 2,377 households 0.094 → 0.110 (product codes), 0.184 → 0.184 (level 2), 0.866 → 0.865 (level 1).',
    ko: '2.5는 실험으로 찾은 값입니다. 마지막 14일의 NDCG@10, 인기순 → 이 규칙: 실제 구매 2,377가구 0.094 → 0.110(상품 코드), 0.184 → 0.184(2단계), 0.866 → 0.865(1단계).',
  },

  'models.estimate': { en: '{duration}, {size}', ko: '{duration}, {size}' },
  'models.rough.underSecond': { en: 'under 1 s', ko: '1초 미만' },
  'models.rough.seconds.one': { en: 'about {high} s', ko: '약 {high}초' },
  'models.rough.seconds.range': { en: 'about {low} to {high} s', ko: '약 {low}~{high}초' },
  'models.rough.seconds.upTo': { en: 'up to {high} s', ko: '{high}초 이내' },
  'models.rough.minutes.one': { en: 'about {high} min', ko: '약 {high}분' },
  'models.rough.minutes.range': { en: 'about {low} to {high} min', ko: '약 {low}~{high}분' },
  'models.rough.minutes.upTo': { en: 'up to {high} min', ko: '{high}분 이내' },
  'models.field.quantity': { en: 'Quantity of a line', ko: '구매 수량' },
  'models.help.quantity': {
    en: 'What a purchase line of several pieces counts. A line of one counts the same under every rule.',
    ko: '여러 개를 산 구매 한 줄을 얼마로 셀지 정합니다. 수량 1은 어느 방식에서나 같습니다.',
  },
  'models.quantity.log': { en: 'Log', ko: '로그' },
  'models.quantity.linear': { en: 'Linear', ko: '비례' },
  'models.quantity.none': { en: 'Once', ko: '한 번' },
  'models.formula.quantity.log': { en: 'g(quantity) = log2(1 + quantity)', ko: 'g(수량) = log2(1 + 수량)' },
  'models.formula.quantity.linear': { en: 'g(quantity) = quantity', ko: 'g(수량) = 수량' },
  'models.formula.quantity.none': {
    en: 'g(quantity) = 1, and 0 for a quantity of 0',
    ko: 'g(수량) = 1, 수량이 0이면 0',
  },
} as const satisfies MessageTable
