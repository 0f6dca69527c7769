/** Fashion, beauty, family, sport and pet departments of the invented shop; the grammar is explained at `readCatalogue`. */
export const STYLE_CATALOGUE = `
@Women's Clothing|fashion|16|52000
Dresses=원피스: Summer Dresses=여름원피스, Day Dresses=원피스^14, Knit Dresses=니트원피스, Linen Dresses=린넨원피스, Party Dresses=파티원피스
Blouses=블라우스: %fabric/8
Women's Shirts=여성셔츠: %fabric/8
Women's Knitwear=여성니트: %fit/8
Women's T-shirts=여성티셔츠: %fit/8
Women's Trousers=여성바지: %fit/8, Cotton Women's Trousers=여성면바지, Women's Shorts=여성반바지
Skirts=스커트/치마: Long Skirts=롱스커트, Mini Skirts=미니스커트, Pleated Skirts=플리츠스커트, Denim Skirts=청치마
Women's Coats=여성코트: Trench Coats=트렌치코트, Wool Coats=울코트, Down Coats=여성패딩/패딩, Fur Coats=밍크코트, Duffle Coats=떡볶이코트
Women's Jackets=여성자켓: Women's Blazers=여성자켓, Women's Leather Jackets=여성가죽자켓, Cardigans=가디건, Women's Vests=여성조끼
Women's Jeans=여성청바지: %fit/8
Mature Women's Wear=마담의류: Mature Blouses=마담블라우스, Mature Trousers=엄마바지, Hanbok=개량한복

@Men's Clothing|fashion|11|49000
Men's Shirts=남성셔츠: %fabric/8, Dress Shirts=와이셔츠
Men's T-shirts=남성티셔츠: %fit/8, Polo Shirts=카라티/폴로티
Men's Trousers=남성바지: %fit/8, Men's Cotton Trousers=남성면바지, Men's Shorts=남성반바지
Men's Jeans=남성청바지: %fit/8
Men's Knitwear=남성니트: %fit/8
Suits=정장: Business Suits=남성정장, Men's Blazers=남성자켓, Suit Vests=정장조끼
Men's Outerwear=남성아우터: Men's Down Coats=남성패딩, Men's Jumpers=점퍼/잠바, Men's Coats=남성코트, Windbreakers=바람막이

@Underwear and Loungewear|fashion|13|19000
Bras=브라: Wireless Bras=노와이어브라, Sports Bras=스포츠브라, Push-up Bras=볼륨브라, Nursing Bras=수유브라
Panties=팬티: %fabric/5, Shaping Panties=보정팬티, Panty Sets=팬티세트
Men's Underwear=남성속옷: Boxer Briefs=드로즈, Men's Briefs=남성팬티, Men's Undershirts=런닝
Socks and Hosiery=양말: Ankle Socks=발목양말, Long Socks=양말*29, Tights=스타킹, Leggings=레깅스, Foot Covers=덧신
Sleepwear=잠옷: %fabric/8, Kids Pyjamas=아동잠옷
Thermal Wear=내복: Women's Thermals=여성내의, Men's Thermals=남성내의, Heat-tech Tops=발열내의
Shapewear=보정속옷: Body Shapers=거들, Slips=속치마, All-in-one Shapers=올인원

@Shoes|acc|12|58000
Sneakers=운동화: %who/6
Women's Shoes=여성구두: Pumps=펌프스, Loafers=로퍼, Flat Shoes=플랫슈즈, Ankle Boots=앵클부츠, Mules=뮬
Men's Shoes=남성구두: Men's Dress Shoes=남성구두, Men's Loafers=남성로퍼, Men's Boots=남성워커
Sandals=샌들/샌달: %who/6
Slippers=슬리퍼: Indoor Slippers=실내화, Beach Slippers=쪼리, Fur Slippers=털슬리퍼
Rain and Snow Boots=장화: Rain Boots=장화/레인부츠, Snow Boots=방한부츠
Shoe Care=신발용품: Insoles=깔창, Shoe Laces=신발끈, Shoe Polish=구두약

@Bags|acc|10|88000
Women's Bags=여성가방: Shoulder Bags=숄더백, Tote Bags=토트백, Cross Bags=크로스백, Mini Bags=미니백, Bucket Bags=버킷백
Backpacks=백팩: %who/6, School Bags=책가방
Men's Bags=남성가방: Briefcases=서류가방, Messenger Bags=메신저백, Clutch Bags=클러치백
Travel Bags=여행가방: Cabin Suitcases=기내용캐리어/캐리어, Large Suitcases=대형캐리어, Boston Bags=보스턴백, Travel Pouches=여행파우치
Wallets=지갑: Women's Long Wallets=여성장지갑, Card Holders=카드지갑, Men's Wallets=남성지갑, Coin Purses=동전지갑
Eco Bags=에코백: Canvas Eco Bags=에코백, Shopping Bags=장바구니, Market Trolleys=시장카트

@Fashion Accessories|acc|8|21000
Hats=모자: Ball Caps=볼캡, Bucket Hats=벙거지, Straw Hats=밀짚모자, Beanies=비니, Sun Visors=썬캡
Scarves=스카프: Silk Scarves=실크스카프, Mufflers=목도리, Shawls=숄
Belts=벨트: Men's Belts=남성벨트, Women's Belts=여성벨트, Braces=멜빵
Gloves=장갑: Leather Gloves=가죽장갑, Knit Gloves=니트장갑, Sun Arm Sleeves=쿨토시
Eyewear=안경: Sunglasses=선글라스/썬글라스, Glasses Frames=안경테, Blue-light Glasses=블루라이트안경, Reading Glasses=돋보기
Hair Accessories=헤어악세사리: Hair Bands=머리띠, Hair Pins=헤어핀, Hair Ties=머리끈
Ties=넥타이: Neckties=넥타이, Bow Ties=보타이, Handkerchiefs=손수건

@Jewellery and Watches|acc|6|150000
Necklaces=목걸이: Gold Necklaces=금목걸이, Silver Necklaces=은목걸이, Pearl Necklaces=진주목걸이
Earrings=귀걸이: Gold Earrings=금귀걸이, Drop Earrings=롱귀걸이, Piercings=피어싱
Rings and Bracelets=반지: Couple Rings=커플링, Gold Rings=금반지, Bracelets=팔찌, Anklets=발찌
Watches=시계: %who/6
Gold and Gifts=순금: Baby Gold Rings=돌반지, Gold Bars=골드바

@Skin Care|beauty|13|29000
Toners=스킨: %skin/8
Lotions and Emulsions=로션: %skin/8
Serums=에센스: %skin/8, Ampoules=앰플
Face Creams=크림: %skin/8
Sun Care=선크림: Sun Creams=선크림/썬크림*30^7, Sun Sticks=선스틱, Sun Cushions=선쿠션, After-sun Gels=알로에젤
Face Cleansing=클렌징: Cleansing Foams=클렌징폼/폼클렌징*29, Cleansing Oils=클렌징오일, Cleansing Waters=클렌징워터, Makeup Wipes=클렌징티슈, Peeling Gels=필링젤
Masks=마스크팩: Sheet Masks=마스크팩*32, Sleeping Masks=수면팩, Wash-off Masks=워시오프팩, Eye Patches=아이패치, Nose Strips=코팩
Men's Skin Care=남성화장품: Men's All-in-one=남성올인원, Shaving Foam=쉐이빙폼, Men's Sets=남성화장품세트
Skin Care Sets=화장품세트: %skin/8

@Makeup|beauty|9|23000
Base Makeup=베이스: Cushion Compacts=쿠션팩트, Foundations=파운데이션, Concealers=컨실러, Face Powders=파우더, Makeup Primers=프라이머
Lip Makeup=립: Lipsticks=립스틱, Lip Tints=틴트, Lip Balms=립밤, Lip Glosses=립글로스
Eye Makeup=아이메이크업: Eyeshadows=아이섀도우, Eyeliners=아이라이너, Mascaras=마스카라, Brow Pencils=아이브로우, False Lashes=속눈썹
Cheek Makeup=블러셔: Blushers=블러셔, Highlighter Powders=하이라이터, Contour Powders=쉐딩
Nails=네일: Nail Polish=매니큐어, Gel Nails=젤네일, Nail Stickers=네일스티커, Nail Removers=네일리무버
Makeup Tools=화장소품: Puffs=퍼프, Makeup Brushes=화장브러쉬, Cotton Pads=화장솜*29, Eyelash Curlers=뷰러

@Hair Care|beauty|12|12000
Shampoo=샴푸: Everyday Shampoo=샴푸*33, Scalp Shampoo=탈모샴푸, Damage-care Shampoo=손상샴푸, Dry Shampoo=드라이샴푸
Conditioners=린스: Rinses=린스*28, Hair Treatments=트리트먼트, Hair Masks=헤어팩
Hair Colour=염색약: Cream Hair Dyes=염색약*28, Grey Cover Dyes=새치염색, Bleach Kits=탈색약, Henna=헤나
Styling=헤어스타일링: Hair Waxes=헤어왁스, Hair Sprays=헤어스프레이, Hair Essences=헤어에센스, Hair Rollers=헤어롤
Scalp Care=두피케어: Hair Tonics=헤어토닉, Scalp Scrubs=두피스케일링, Hair Brushes=헤어브러쉬

@Body and Oral Care|beauty|17|7000
Body Wash=바디워시: %skin/8, Bath Salts=입욕제
Soap=비누: Bar Soap=비누*28, Hand Wash=핸드워시, Bath Sponges=샤워볼, Feminine Wash=여성청결제
Body Moisturisers=바디로션: %skin/8, Hand Creams=핸드크림, Foot Creams=풋크림
Toothpaste=치약: Everyday Toothpaste=치약*35, Whitening Toothpaste=미백치약, Kids Toothpaste=어린이치약
Tooth Care=칫솔: Toothbrushes=칫솔*34, Mouthwash=가글, Dental Floss=치실, Interdental Brushes=치간칫솔
Shaving=면도: Razors=면도날, Hair Removal=제모크림, Disposable Razors=일회용면도기
Deodorants=데오드란트: Roll-on Deodorants=데오드란트, Foot Deodorants=발냄새제거제

@Fragrance|beauty|5|68000
Women's Perfume=여자향수: Floral Perfume=플로럴향수, Fruity Perfume=과일향수, Musk Perfume=머스크향수
Men's Perfume=남자향수: Woody Perfume=우디향수, Citrus Perfume=시트러스향수
Body Mists=바디미스트: Fresh Body Mists=바디미스트, Hair Mists=헤어미스트, Solid Perfume=고체향수

@Baby Food|baby|8|24000
Formula=분유: Newborn Formula=1단계분유, Follow-on Formula=2단계분유/분유, Toddler Formula=3단계분유, Goat Milk Formula=산양분유
Weaning Food=이유식: Rice Purees=이유식, Vegetable Purees=야채퓨레, Fruit Purees=과일퓨레, Weaning Powders=쌀가루
Baby Snacks=아기과자: Baby Rice Snacks=떡뻥/아기과자, Baby Cheese=아기치즈, Baby Juice=아기주스, Toddler Soups=아기국

@Baby Care|baby|11|31000
Diapers=기저귀: %age/5, Swim Diapers=방수기저귀
Baby Wipes=아기물티슈: Cap Baby Wipes=캡형물티슈, Refill Baby Wipes=리필물티슈, Travel Baby Wipes=휴대용물티슈
Feeding=수유용품: Baby Bottles=젖병, Bottle Teats=젖꼭지, Breast Pumps=유축기, Bottle Sterilisers=젖병소독기, Milk Storage Bags=모유저장팩
Baby Skin Care=아기로션류: Baby Lotion=아기로션, Baby Bath=아기바스, Baby Sun Cream=아기선크림, Diaper Creams=기저귀크림
Baby Laundry=아기세제류: Baby Detergent=아기세제, Baby Softener=아기섬유유연제, Bottle Cleaners=젖병세정제
Outings=외출용품: Prams=유모차, Car Seats=카시트, Baby Carriers=아기띠, Diaper Bags=기저귀가방
Baby Furniture=아기가구: High Chairs=아기식탁의자, Baby Beds=아기침대, Play Mats=놀이방매트, Safety Gates=안전문

@Kids' Clothing|kids|10|24000
Baby Clothes=아기옷: Bodysuits=바디수트, Baby Sets=아기내의, Baby Bibs=턱받이, Baby Socks=아기양말
Girls' Clothes=여아옷: Girls' Dresses=여아원피스, Girls' Tops=여아티셔츠, Girls' Trousers=여아바지, Girls' Coats=여아코트
Boys' Clothes=남아옷: Boys' Tops=남아티셔츠, Boys' Trousers=남아바지, Boys' Coats=남아점퍼
Junior Wear=주니어옷: Junior Tops=주니어티, Junior Trousers=주니어바지, School Wear=교복셔츠
Kids' Shoes=아동신발: Kids Runners=아동운동화, Kids Boots=아동부츠, Kids Rain Shoes=아동장화, Baby Walkers=걸음마신발

@Toys|kids|10|26000
Building Toys=블록: Plastic Blocks=블록, Magnet Blocks=자석블록, Wooden Blocks=원목블록
Dolls and Figures=인형: Soft Toys=인형, Fashion Dolls=미미인형, Figures=피규어, Doll Houses=인형집
Vehicles=장난감자동차: Model Cars=미니카, Remote-control Cars=rc카, Train Sets=기차장난감, Ride-on Cars=유아자동차
Learning Toys=교육완구: Number Toys=숫자놀이, Sound Books=사운드북, Role-play Sets=소꿉놀이, Science Kits=과학상자
Outdoor Toys=물놀이: Water Guns=물총, Tube Pools=튜브, Kids Tents=인디언텐트, Bubble Toys=비눗방울, Scooters=킥보드
Stickers and Slime=문구완구: Slime=슬라임, Sticker Books=스티커북, Play Dough=찰흙

@Sportswear|sport|10|42000
Training Wear=트레이닝복: %who/6
Yoga Wear=요가복: Yoga Leggings=요가레깅스, Yoga Tops=요가탑, Yoga Shorts=요가반바지
Swimwear=수영복: %who/6, Rash Guards=래쉬가드, Swim Caps and Goggles=수경
Running Shoes=런닝화: %who/6
Mountain Wear=등산복: Mountain Jackets=등산자켓, Mountain Trousers=등산바지, Hiking Boots=등산화, Down Vests=패딩조끼
Team Wear=벤치코트: Bench Coats=벤치코트/롱패딩, Football Shirts=축구유니폼, Basketball Shoes=농구화

@Fitness and Ball Games|sport|7|33000
Fitness Gear=헬스용품: Dumbbells=덤벨/아령, Yoga Mats=요가매트, Foam Rollers=폼롤러, Resistance Bands=운동밴드, Exercise Bikes=실내자전거, Treadmills=러닝머신
Ball Sports=구기: Footballs=축구공, Basketballs=농구공, Baseball Gloves=야구글러브, Volleyballs=배구공
Racket Sports=라켓: Badminton Rackets=배드민턴채, Tennis Rackets=테니스라켓, Shuttlecocks=셔틀콕, Table Tennis Bats=탁구채
Cycling=자전거: %who/6, Bicycle Helmets=자전거헬멧, Bicycle Lights=자전거라이트

@Camping and Fishing|sport|7|57000
Tents=텐트: %size/5, One-touch Tents=원터치텐트, Parasols=파라솔
Camp Furniture=캠핑가구: Camp Chairs=캠핑의자, Camp Tables=캠핑테이블, Camp Beds=야전침대, Picnic Mats=돗자리
Camp Kitchen=캠핑취사: Gas Stoves=버너, Butane Gas=부탄가스*28, Charcoal=숯, Barbecue Grills=바베큐그릴, Ice Boxes=아이스박스
Sleeping Gear=침낭: Sleeping Bags=침낭, Air Mattresses=에어매트, Camp Lanterns=캠핑랜턴
Fishing Gear=낚시: Fishing Rods=낚싯대, Reels=릴, Lures=루어, Tackle Boxes=낚시가방

@Golf|sport|4|120000
Golf Clubs=골프채: Golf Drivers=골프드라이버, Irons=아이언세트, Putters=퍼터, Wedges=웨지
Golf Wear=골프웨어: Men's Golf Wear=남성골프웨어, Women's Golf Wear=여성골프웨어, Golf Shoes=골프화, Golf Caps=골프모자
Golf Goods=골프용품: Golf Balls=골프공, Golf Gloves=골프장갑, Golf Bags=골프백, Golf Rangefinders=골프거리측정기

@Pet Supplies|pet|11|15000
Dog Food=강아지사료: Puppy Food=퍼피사료, Adult Dog Food=강아지사료, Senior Dog Food=노령견사료, Grain-free Dog Food=그레인프리사료
Dog Treats=강아지간식: Dog Jerky=강아지육포, Dental Chews=개껌, Dog Biscuits=강아지비스켓, Dog Cans=강아지캔
Cat Food=고양이사료: Kitten Food=키튼사료, Adult Cat Food=고양이사료, Cat Cans=고양이캔, Cat Sticks=고양이스틱간식
Cat Litter=고양이모래: Clumping Litter=벤토나이트모래, Tofu Litter=두부모래, Litter Boxes=고양이화장실
Pet Hygiene=배변용품: Pet Pads=배변패드, Pet Shampoo=애견샴푸, Pet Wipes=애견물티슈, Pet Brushes=애견빗
Pet Goods=애견용품: Leashes=리드줄, Pet Carriers=이동장, Pet Beds=강아지집, Cat Towers=캣타워, Pet Clothes=강아지옷, Pet Toys=강아지장난감
Fish and Small Pets=소동물: Aquarium Goods=어항, Fish Food=물고기사료, Hamster Goods=햄스터용품, Bird Food=새모이
`
