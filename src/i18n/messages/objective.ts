import type { MessageTable } from '../message-table.ts'

/** Texts of what ALS minimises: its rules, their numbers, and the formula. */
export const objectiveMessages = {
  'models.field.confidence': { en: 'Confidence rule', ko: '신뢰도 규칙' },
  'models.confidence.paper': { en: '1 + α·r', ko: '1 + α·r' },
  'models.confidence.implicit': { en: 'α·r', ko: 'α·r' },
  'models.confidence.log': { en: '1 + α·log', ko: '1 + α·log' },
  'models.help.confidence.paper': {
    en: 'c = 1 + α·r: confidence grows evenly with the evidence, and never falls below that of an empty cell at w0 = 1 (Hu, Koren, Volinsky 2008).',
    ko: 'c = 1 + α·r: 근거가 늘면 신뢰도도 일정하게 늘고, w0 = 1이면 빈 칸보다 낮아지지 않습니다(Hu, Koren, Volinsky 2008).',
  },
  'models.help.confidence.implicit': {
    en: 'c = α·r, the convention of the library implicit. An entry with c below w0 counts less than a missing one: raise α if “About this model” counts many.',
    ko: 'c = α·r, implicit 라이브러리의 방식입니다. c가 w0보다 작은 값은 빈 칸보다도 가볍습니다. ‘이 모델에 대해’에 그런 값이 많으면 α를 올리세요.',
  },
  'models.help.confidence.log': {
    en: 'c = 1 + α·log(1 + r/ε): the tenth purchase adds less than the first (Hu, Koren, Volinsky 2008, equation 6).',
    ko: 'c = 1 + α·log(1 + r/ε): 열 번째 구매는 첫 구매보다 덜 보탭니다(Hu, Koren, Volinsky 2008, 식 6).',
  },
  'models.field.epsilon': { en: 'Log scale ε', ko: '로그 척도 ε' },
  'models.help.epsilon': {
    en: 'Evidence at which the logarithm bends: far below it c grows as 1 + (α/ε)·r. 1 is the evidence of one fresh purchase line of quantity 1 at its starting weight.',
    ko: '로그가 휘기 시작하는 근거의 크기. 이보다 훨씬 작으면 c는 1 + (α/ε)·r처럼 늡니다. 1은 처음 가중치에서 갓 산 수량 1짜리 구매 한 줄의 근거입니다.',
  },
  'models.field.regularization': { en: 'Regularization rule', ko: '정칙화 규칙' },
  'models.regularization.plain': { en: 'Plain', ko: '일정' },
  'models.regularization.scaled': { en: 'Scaled', ko: '비례' },
  'models.regularization.spark': { en: 'Spark', ko: 'Spark' },
  'models.help.regularization.plain': {
    en: 'One λ for every client and column. Each rule needs a λ of its own size: adjust it after a change.',
    ko: '모든 고객과 열에 같은 λ를 씁니다. 규칙마다 알맞은 λ의 크기가 다르므로 규칙을 바꾸면 λ도 맞추세요.',
  },
  'models.help.regularization.scaled': {
    en: 'λ grows with the entries of a row and the size of the other side (Rendle, Krichene, Zhang, Koren 2021). Far smaller λ than plain: the authors publish 0.002 to 0.02 at ν = 1.',
    ko: '행의 값 수와 반대쪽의 크기에 따라 λ가 커집니다(Rendle, Krichene, Zhang, Koren 2021). 일정 규칙보다 λ가 훨씬 작아야 합니다. 저자들은 ν = 1에서 0.002~0.02를 씁니다.',
  },
  'models.help.regularization.spark': {
    en: 'λ times the entries of a row, as Spark MLlib weighs it (ALS-WR, Zhou et al. 2008); entries with c = 0 are not counted. Smaller λ than plain.',
    ko: 'Spark MLlib처럼 λ에 행의 값 수를 곱합니다(ALS-WR, Zhou 외 2008). c = 0인 값은 세지 않습니다. 일정 규칙보다 λ가 작아야 합니다.',
  },
  'models.field.exponent': { en: 'Exponent ν', ko: '지수 ν' },
  'models.help.exponent': {
    en: 'How strongly λ follows the entries: 0 is plain, 1 is proportional.',
    ko: 'λ가 값 수를 얼마나 따르는지: 0은 일정, 1은 정비례입니다.',
  },
  'models.formula': { en: 'The objective as a formula', ko: '목적 함수 식' },
  'models.formula.paper': { en: 'c = 1 + α·r', ko: 'c = 1 + α·r' },
  'models.formula.implicit': { en: 'c = α·r', ko: 'c = α·r' },
  'models.formula.log': { en: 'c = 1 + α·log(1 + r/ε)', ko: 'c = 1 + α·log(1 + r/ε)' },
  'models.formula.plain': { en: 'λ_u = λ', ko: 'λ_u = λ' },
  'models.formula.scaled': { en: 'λ_u = λ·(n_u + w0·N)^ν', ko: 'λ_u = λ·(n_u + w0·N)^ν' },
  'models.formula.spark': { en: 'λ_u = λ·n_u', ko: 'λ_u = λ·n_u' },
  'models.formula.matrix': {
    en: 'A_u = w0·G + Σ (c − w0)·y·yᵀ + λ_u·I',
    ko: 'A_u = w0·G + Σ (c − w0)·y·yᵀ + λ_u·I',
  },
  'models.formula.vector': { en: 'b_u = Σ c·y', ko: 'b_u = Σ c·y' },
  'models.formula.solve': { en: 'x_u = A_u⁻¹·b_u', ko: 'x_u = A_u⁻¹·b_u' },
  'models.formula.evidence': {
    en: 'r = Σ weight · 2^(−age / half-life) · g(quantity), cut at the cap; keywords times μ',
    ko: 'r = Σ 가중치 · 2^(−경과일 / 반감기) · g(수량), 상한에서 자름, 검색어는 μ를 곱함',
  },
  'models.formula.words': {
    en: 'r is the evidence of a client for a column, c its confidence, y the factors of a column, G = Σ y·yᵀ over all columns, x_u the factors of client u. Columns are solved from clients in the same way. A score is x_u·y; it is no probability.',
    ko: 'r은 열에 대한 고객의 근거, c는 그 신뢰도, y는 열의 요인, G = Σ y·yᵀ는 모든 열의 합, x_u는 고객 u의 요인입니다. 열도 같은 방식으로 고객에서 풉니다. 점수는 x_u·y이며 확률이 아닙니다.',
  },
  'models.formula.words.scaled': {
    en: 'n_u is the number of entries of client u, N that of all columns; for a column n is the number of its clients and N that of all clients. An edited client has the λ_u of its own entries. Source: Rendle, Krichene, Zhang, Koren, “Revisiting the Performance of iALS on Item Recommendation Benchmarks”, 2021.',
    ko: 'n_u는 고객 u의 값 수, N은 전체 열의 수입니다. 열에서는 n이 그 열의 고객 수, N이 전체 고객 수입니다. 편집한 고객의 λ_u는 그 고객의 값 수로 정합니다. 출처: Rendle, Krichene, Zhang, Koren, “Revisiting the Performance of iALS on Item Recommendation Benchmarks”, 2021.',
  },
  'models.formula.words.spark': {
    en: 'n_u is the number of entries of client u with c > 0, for a column that of its clients. Source: Spark MLlib, ALS with implicit preferences; after Zhou, Wilkinson, Schreiber, Pan, “Large-scale Parallel Collaborative Filtering for the Netflix Prize”, 2008.',
    ko: 'n_u는 고객 u의 값 중 c > 0인 것의 수이며, 열에서는 그런 고객의 수입니다. 출처: Spark MLlib, 암시적 선호 ALS. 원전은 Zhou, Wilkinson, Schreiber, Pan, “Large-scale Parallel Collaborative Filtering for the Netflix Prize”, 2008.',
  },
  'models.formula.source': {
    en: 'Source: Hu, Koren, Volinsky, “Collaborative Filtering for Implicit Feedback Datasets”, ICDM 2008, section 4.',
    ko: '출처: Hu, Koren, Volinsky, “Collaborative Filtering for Implicit Feedback Datasets”, ICDM 2008, 4절.',
  },
  'models.field.cgSteps': { en: 'Steps of conjugate gradients', ko: '켤레 기울기 단계 수' },
  'models.help.cgSteps': {
    en: 'How often the answer of a row is refined in each iteration; 3 is usual. 1 is a quick preview, slower to converge where alpha is large.',
    ko: '반복마다 행의 답을 몇 번 다듬는지 정합니다. 보통 3입니다. 1은 빠른 미리보기이며, α가 크면 수렴이 느립니다.',
  },
} as const satisfies MessageTable
