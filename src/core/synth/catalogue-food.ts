/**
 * Food departments of the invented shop; the grammar is explained at `readCatalogue`.
 *
 * `*155` is the wanted number of purchase lines and `^90` of searches for the plain word, both in hundreds at scale 1: near what
 * was published for the real shop, moved a little where the generated counts came out too high or too low.
 */
export const FOOD_CATALOGUE = `
@Vegetables|fresh|54|2500
Leafy Greens=쌈채소: Lettuce=상추*46^17, Spinach=시금치, Perilla Leaves=깻잎, Salad Leaves=샐러드, Napa Cabbage=배추, Cabbage=양배추, %grade/4
Roots and Tubers=뿌리채소: Carrots=당근*42^15, Potatoes=감자*49, Sweet Potatoes=고구마, White Radish=무, Lotus Root=연근, Burdock=우엉, Beetroot=비트
Onion Family=양념채소: Onions=양파*48^19, Green Onions=대파*49^13, Garlic=마늘, Chives=부추, Ginger=생강, %grade/4
Vegetable Fruits=열매채소: Cucumbers=오이*48^25, Zucchini=애호박*45, Tomatoes=토마토*43, Cherry Tomatoes=방울토마토, Chilli Peppers=청양고추/고추, Paprika=파프리카, Aubergines=가지, Kabocha=단호박, Corn Cobs=옥수수
Sprouts and Namul=나물: Soybean Sprouts=콩나물*50^25, Mung Bean Sprouts=숙주나물/숙주, Bracken Shoots=고사리, Mixed Namul=모듬나물, %grade/4
Mushrooms=버섯: Mixed Mushrooms=버섯*36^15, King Oyster Mushrooms=새송이버섯, Enoki=팽이버섯, Shiitake=표고버섯, Oyster Mushrooms=느타리버섯
Ready-cut Vegetables=손질채소: Stew Vegetable Sets=찌개채소, Stir-fry Vegetable Sets=볶음채소, Peeled Garlic=깐마늘, Washed Salad Mixes=세척샐러드

@Fruit|fresh|27|7000
Stone Fruit=핵과일: Peaches=복숭아*35^16, Plums=자두, Nectarines=천도복숭아, Cherries=체리, Apricots=살구
Melons=멜론류: Watermelons=수박*38^30, Korean Melons=참외, Musk Melons=멜론, Cut Watermelon=조각수박, %grade/4
Orchard Fruit=제철과일: Apples=사과*33, Pears=배, Persimmons=단감, Pomegranates=석류
Grapes and Berries=포도류: Purple Grapes=포도*30, Green Grapes=청포도, Blueberries=블루베리, Strawberries=딸기, Raspberries=산딸기, %grade/4
Tropical Fruit=열대과일: Bananas=바나나*61^18, Pineapples=파인애플, Mangoes=망고, Avocados=아보카도, Kiwis=키위, Coconuts=코코넛
Citrus=감귤류: Oranges=오렌지, Mandarins=귤, Lemons=레몬, Grapefruit=자몽, Limes=라임, %grade/4
Dried Fruit=건과일: Raisins=건포도, Dried Mango=건망고, Dried Persimmons=곶감, Dried Cranberries=건크랜베리

@Meat and Poultry|fresh|33|12000
Pork=돼지고기: Pork Belly=삼겹살*47^16, Pork Neck=목살, Pork Shoulder=앞다리살, Pork Ribs=돼지갈비, Minced Pork=다짐육, Pork Loin=등심돈까스용, %grade/4
Beef=소고기: Beef Soup Cuts=국거리, Beef Steak Cuts=스테이크, Bulgogi Beef=불고기, Braising Beef=장조림용소고기, Beef Ribs=소갈비, Imported Beef=수입소고기
Chicken=닭고기: Whole Chicken=닭*44^13, Chicken Breast=닭가슴살, Chicken Legs=닭다리, Chicken Wings=닭봉, Cut-up Chicken=닭볶음탕용, %grade/4
Processed Meat=육가공: Sausages=소시지/소세지*56, Sliced Ham=햄, Bacon=베이컨, Frankfurters=프랑크, Beef Jerky=육포, Luncheon Slices=슬라이스햄
Marinated Meat=양념육: Marinated Bulgogi=양념불고기, Marinated Ribs=양념갈비, Spicy Pork=제육볶음, Marinated Chicken=양념닭갈비, %grade/4

@Seafood|fresh|13|9000
Fresh Fish=생선: Mackerel=고등어, Hairtail=갈치, Salmon=연어, Croaker=조기, Flounder=가자미, Cod=대구
Shellfish=조개류: Clams=바지락, Abalone=전복, Oysters=굴, Mussels=홍합, Scallops=가리비, %grade/4
Squid and Shrimp=해물: Squid=오징어, Shrimp=새우, Octopus=낙지, Crab=꽃게, Baby Octopus=주꾸미
Dried Seafood=건어물: Dried Anchovies=멸치, Dried Squid=마른오징어, Dried Pollack=황태, Dried Shrimp=건새우, %grade/4
Seaweed=해조류: Roasted Laver=김*45^15, Wakame=미역, Kelp=다시마, Seaweed Strips=미역줄기
Roe and Salted Seafood=젓갈: Salted Shrimp=새우젓, Pollack Roe=명란젓, Salted Squid=오징어젓, Fish Sauce=액젓, %grade/4

@Dairy|dairy|42|3000
Milk=우유: Fresh Milk=우유*129^102, Functional Milk=기능성우유*63, Low-fat Milk=저지방우유, Flavoured Milk=가공우유, Long-life Milk=멸균우유, Lactose-free Milk=락토프리우유, %grade/4
Yogurt=요거트: Spoon Yogurt=떠먹는요거트/요거트*84^11, Drinking Yogurt=요구르트*56^16, Plain Yogurt=플레인요거트, Greek Yogurt=그릭요거트, Kids Yogurt=어린이요구르트, %grade/4
Cheese=치즈: Sliced Cheese=치즈*43^13, Shredded Cheese=피자치즈, Cream Cheese=크림치즈, String Cheese=스트링치즈, Grated Parmesan=파마산치즈
Butter and Cream=버터: Salted Butter=버터, Unsalted Butter=무염버터, Margarine=마가린, Whipping Cream=생크림, %grade/4
Plant Milk=두유: Soy Milk=두유*38, Almond Drinks=아몬드음료, Oat Drinks=귀리음료, Black Bean Drinks=검은콩두유

@Eggs and Tofu|dairy|30|3000
Eggs=계란: Chicken Eggs=계란/달걀*111^50, Free-range Eggs=유정란, Quail Eggs=메추리알, Cooked Eggs=구운계란, %grade/3
Tofu=두부: Block Tofu=두부*108^52, Soft Tofu=순두부*39, Fried Tofu=유부, Frying Tofu=부침두부, Tofu Noodles=두부면

@Chilled Meals|chilled|31|5000
Fish Cakes=어묵: Sheet Fish Cakes=어묵/오뎅*48^19, Skewered Fish Cakes=꼬치어묵, Crab Sticks=맛살, Handmade Fish Cakes=수제어묵, %grade/4
Rice Cakes to Cook=떡볶이류: Spicy Rice Cake Kits=떡볶이*40^14, Sliced Rice Cakes=떡국떡, Cheese Rice Cakes=치즈떡
Chilled Noodles=생면: Fresh Udon=우동, Cold Noodles=냉면, Fresh Kalguksu=칼국수, Chilled Pasta=생파스타, %grade/4
Soups and Stews=국탕찌개: Ginseng Chicken Soup=삼계탕, Soybean Paste Stew=된장찌개, Beef Bone Soup=사골곰탕, Kimchi Stew=김치찌개, Spicy Beef Soup=육개장
Meal Kits=밀키트: Stir-fry Meal Kits=볶음밀키트, Hot Pot Meal Kits=전골밀키트, Pasta Meal Kits=파스타밀키트, Steak Meal Kits=스테이크밀키트, %grade/4
Lunch Boxes=도시락: Rice Lunch Boxes=도시락, Sandwiches=샌드위치, Gimbap=김밥, Salad Bowls=샐러드도시락

@Frozen Food|frozen|28|6500
Dumplings=만두: Pan-fry Dumplings=만두*46^13, Steam Dumplings=왕만두, Boil Dumplings=물만두, Shrimp Dumplings=새우만두, %grade/4
Frozen Snacks=냉동간식: Frozen Pizza=냉동피자/피자, Hot Dogs=핫도그, Frozen Chicken=치킨너겟, French Fries=감자튀김, Corn Dogs=콘도그
Frozen Rice=냉동밥: Fried Rice=볶음밥, Frozen Bibimbap=냉동비빔밥, Rice Balls=주먹밥, %grade/4
Frozen Cutlets=돈까스류: Pork Cutlets=돈까스, Fish Cutlets=생선까스, Cheese Cutlets=치즈돈까스
Frozen Ingredients=냉동재료: Frozen Fruit=냉동과일, Frozen Vegetables=냉동야채, Frozen Seafood Mix=해물믹스, Frozen Shrimp=냉동새우
Ice Cream=아이스크림: Ice Cream Cups=아이스크림, Ice Bars=아이스바, Ice Cream Cones=콘아이스크림, Shaved Ice=빙수, Ice Cubes=얼음

@Noodles and Instant Meals|pantry|40|4000
Ramen=라면: Soup Ramen=라면*110^22, Cup Noodles=컵라면*58, Bibim Noodles=비빔면*56, Black Bean Ramen=짜장라면*47, Non-fried Ramen=건면, Rice Noodles=쌀국수, %grade/4
Instant Rice=즉석밥: White Instant Rice=즉석밥*48^12, Mixed-grain Instant Rice=잡곡즉석밥, Cup Rice=컵밥, Instant Porridge=즉석죽/죽
Retort Meals=즉석조리: Instant Curry=카레, Instant Jajang=짜장, Instant Soup=즉석국, Pasta Sauce=파스타소스, Instant Meatballs=미트볼, %grade/4
Dry Noodles=건면류: Thin Wheat Noodles=소면, Spaghetti=스파게티면, Glass Noodles=당면, Buckwheat Noodles=메밀면
Canned Fish=참치캔류: Tuna Cans=참치캔/참치*49, Saury Cans=꽁치캔, Mackerel Cans=고등어캔, Salmon Cans=연어캔
Canned Meat and Corn=통조림: Luncheon Meat=통조림햄, Sweetcorn Cans=옥수수캔, Fruit Cans=과일통조림, Bean Cans=콩통조림

@Snacks|snack|40|2000
Crisps=과자: General Snacks=과자*155^13, Corn Snacks=콘스낵*76, Potato Snacks=감자칩*50, Shrimp Crackers=새우과자, Onion Rings=양파링, Rice Crackers=쌀과자, %grade/4
Biscuits=비스킷: Cookies=쿠키*61, Crackers=크래커*44, Wafers=웨하스, Filled Biscuits=샌드쿠키, Digestive Biscuits=통밀쿠키
Chocolate=초콜릿: Chocolate Bars=초콜릿/초코렛, Chocolate Pies=초코파이, Chocolate Balls=초코볼, Gift Chocolates=선물초콜릿, %grade/4
Sweets=사탕: Hard Candy=사탕, Jellies=젤리*39, Chewing Gum=껌, Caramels=카라멜, Cotton Candy=솜사탕
Nuts=견과류: Mixed Nuts=견과류, Almonds=아몬드, Walnuts=호두, Peanuts=땅콩, Cashews=캐슈넛, %grade/4
Traditional Sweets=한과: Yakgwa=약과, Puffed Rice Sweets=강정, Red Bean Jelly=양갱, Rice Puffs=뻥튀기

@Bakery|bakery|17|3500
Bread=식빵류: White Bread=식빵*46^20, Morning Rolls=모닝빵, Baguettes=바게트, Bagels=베이글, Wholemeal Bread=통밀빵, %grade/4
Pastries=빵: Cream Buns=크림빵, Red Bean Buns=단팥빵, Croissants=크로와상, Doughnuts=도넛, Steamed Buns=호빵
Cakes=케이크: Whole Cakes=케이크/케익, Roll Cakes=롤케이크, Castella=카스테라, Muffins=머핀, %grade/4
Rice Cakes=떡: Songpyeon=송편, Injeolmi=인절미, Steamed Rice Cakes=백설기, Sweet Rice Cakes=찹쌀떡
Baking Supplies=베이킹: Pancake Mix=핫케이크가루, Baking Powder=베이킹파우더, Cake Decorations=케이크장식, Baking Chocolate=베이킹초콜릿, %grade/4
Jam and Spreads=잼: Fruit Jam=딸기잼/잼, Peanut Butter=땅콩버터, Honey=꿀, Chocolate Spread=초코잼

@Beverages|drink|27|2500
Water=물: Bottled Water=생수*79^43, Sparkling Water=탄산수*38, Mineral Drinks=미네랄워터, Kids Water=어린이생수
Soft Drinks=탄산음료: Cola=콜라*39, Lemon Soda=사이다, Fruit Soda=과일탄산, Tonic Water=토닉워터, Energy Drinks=에너지음료
Juice=주스: Orange Juice=오렌지주스/쥬스, Apple Juice=사과주스, Vegetable Juice=야채주스, Kids Juice=어린이주스, Juice Concentrates=과일청, %grade/4
Tea Drinks=차음료: Barley Tea Drinks=보리차음료, Green Tea Drinks=녹차음료, Corn Silk Tea=옥수수수염차, Iced Tea=아이스티
Sports and Ion Drinks=이온음료: Ion Drinks=이온음료, Vitamin Drinks=비타민음료, Coconut Water=코코넛워터, %grade/4
Traditional Drinks=전통음료: Sikhye=식혜, Sujeonggwa=수정과, Plum Drinks=매실음료

@Coffee and Tea|drink|14|9000
Instant Coffee=믹스커피: Coffee Mix=커피믹스/믹스커피*37, Black Instant Coffee=블랙커피, Decaf Coffee=디카페인커피, Latte Mix=라떼, %grade/4
Roast Coffee=원두커피: Coffee Beans=원두, Ground Coffee=분쇄원두, Coffee Capsules=커피캡슐/캡슐커피, Drip Bags=드립백
Ready Coffee=커피음료: Canned Coffee=캔커피, Cup Coffee=컵커피, Cold Brew=콜드브루
Leaf Tea=차: Green Tea=녹차, Black Tea=홍차, Barley Tea Bags=보리차, Herb Tea=허브티, Ginger Tea=생강차

@Alcohol|alcohol|22|6000
Beer=맥주: Local Beer=맥주*53, World Beer=수입맥주, Craft Beer=수제맥주, Alcohol-free Beer=무알콜맥주, %grade/4
Wine=와인: Red Wine=레드와인/와인, White Wine=화이트와인, Sparkling Wine=스파클링와인, Dessert Wine=디저트와인
Spirits=양주: Whisky=위스키, Vodka=보드카, Brandy=브랜디, Gin=진
Traditional Liquor=전통주: Soju=소주*45, Makgeolli=막걸리, Fruit Liquor=과실주, Sake=사케

@Grains and Rice|pantry|14|18000
Rice=쌀: White Rice=쌀*37^20, Brown Rice=현미, Glutinous Rice=찹쌀, Germ Rice=오분도미, %grade/4
Mixed Grains=잡곡: Mixed Grain Bags=잡곡, Barley=보리쌀, Black Beans=서리태, Oats=귀리, Quinoa=퀴노아, Red Beans=팥
Flour=가루: Wheat Flour=밀가루, Frying Mix=튀김가루, Pancake Flour=부침가루, Starch=전분, Bread Crumbs=빵가루
Cereal=시리얼: Corn Cereal=시리얼, Granola=그래놀라, Oatmeal=오트밀, Chocolate Cereal=초코시리얼

@Seasonings and Oils|pantry|24|5500
Korean Pastes=장류: Red Pepper Paste=고추장*36, Soybean Paste=된장, Ssamjang=쌈장, Fast-fermented Paste=청국장
Soy Sauce and Vinegar=간장식초: Soy Sauce=간장*36, Soup Soy Sauce=국간장, Vinegar=식초, Apple Vinegar=사과식초
Cooking Oil=식용유류: Soybean Oil=식용유*34, Canola Oil=카놀라유, Olive Oil=올리브유/올리브오일, Sesame Oil=참기름, Perilla Oil=들기름
Salt Sugar and Spice=조미료: Salt=소금, Sugar=설탕*33, Black Pepper=후추, Chilli Powder=고춧가루, Stock Powder=다시다, Sesame Seeds=볶음깨
Sauces=소스: Mayonnaise=마요네즈, Ketchup=케첩/케찹, Steak Sauce=스테이크소스, Oyster Sauce=굴소스, Salad Dressing=드레싱, Marinades=불고기양념
Syrups and Honey=시럽: Oligosaccharide Syrup=올리고당, Corn Syrup=물엿, Maple Syrup=메이플시럽, Plum Extract=매실청

@Kimchi and Side Dishes|chilled|15|9000
Kimchi=김치: Cabbage Kimchi=김치/포기김치*34^13, Radish Kimchi=깍두기, Young Radish Kimchi=열무김치, Sliced Kimchi=맛김치, Water Kimchi=물김치
Pickles=절임: Pickled Radish=단무지, Cucumber Pickles=오이피클/피클, Pickled Garlic=마늘장아찌, Pickled Perilla=깻잎장아찌, Olives=올리브
Packaged Side Dishes=반찬: -=반찬, Braised Beef=장조림, Stir-fried Anchovies=멸치볶음, Braised Potatoes=감자조림, Braised Beans=콩조림

@Health Supplements|health|12|32000
Vitamins=비타민: Multivitamins=멀티비타민/비타민, Vitamin C=비타민c, Vitamin D=비타민d, Vitamin B=비타민b, Kids Vitamins=어린이비타민
Ginseng=홍삼: Red Ginseng Extract=홍삼정, Red Ginseng Sticks=홍삼스틱, Kids Red Ginseng=어린이홍삼, Fresh Ginseng=인삼
Functional Supplements=영양제: Probiotics=유산균, Omega-3=오메가3, Lutein=루테인, Milk Thistle=밀크씨슬, Collagen=콜라겐, Joint Care=글루코사민
Diet Food=다이어트식품: Protein Shakes=단백질쉐이크/단백질, Meal Replacements=식사대용, Diet Tea=다이어트차, Konjac=곤약
Extracts=건강즙: Pear Extract=배즙, Onion Extract=양파즙, Black Garlic Extract=흑마늘, Plum Juice=푸룬주스
`
