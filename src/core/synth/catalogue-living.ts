/** Household, home, appliance and digital departments of the invented shop; the grammar is explained at `readCatalogue`. */
export const LIVING_CATALOGUE = `
@Cleaning and Laundry|living|26|5000
Bags and Wraps=봉투: Trash Bags=쓰레기봉투/종량제봉투*102, Zip Bags=지퍼백, Cling Film=랩, Foil=호일, Roll Bags=위생백
Laundry Detergents=세제: Liquid Detergent=세탁세제/액체세제*34, Powder Detergent=가루세제, Capsule Detergent=캡슐세제, Wool Detergent=울샴푸, Bleach=표백제
Fabric Care=섬유유연제류: Fabric Softener=섬유유연제*34, Dryer Sheets=건조기시트, Fabric Fresheners=섬유탈취제, Ironing Aids=다림질풀
Dish Care=주방세제류: Dish Soap=주방세제*33, Dishwasher Tablets=식기세척기세제, Scrubbers=수세미, Rubber Gloves=고무장갑, Disposable Gloves=일회용장갑
House Cleaners=청소세제: Bathroom Cleaner=욕실세정제, Drain Cleaner=배수구세정제, Glass Cleaner=유리세정제, Mould Remover=곰팡이제거제, Multi-surface Wipes=청소포
Cleaning Tools=청소용품: Mops=밀대, Brooms=빗자루, Lint Rollers=돌돌이, Cleaning Cloths=걸레, Disposable Gloves=비닐장갑
Pest Control=살충제류: Mosquito Repellents=모기향, Insect Sprays=살충제, Roach Baits=바퀴벌레약, Moth Balls=나프탈렌
Air Care=방향제: Room Fragrances=디퓨저/방향제, Dehumidifier Boxes=제습제/물먹는하마, Scented Candles=캔들, Deodorisers=탈취제

@Paper and Hygiene|living|19|9000
Tissue=휴지: Toilet Rolls=두루마리휴지/휴지*42, Facial Tissue=미용티슈/각티슈, Kitchen Towels=키친타올/키친타월*32, Pocket Tissue=여행용티슈, Paper Napkins=냅킨
Wet Wipes=물티슈: Plain Wet Wipes=물티슈*39, Disinfecting Wipes=소독티슈, Bidet Wipes=비데물티슈
Sanitary Care=생리대: Sanitary Pads=생리대*31, Panty Liners=팬티라이너, Tampons=탐폰, Overnight Pads=오버나이트
Masks and First Aid=위생용품: Dust Masks=마스크, Plasters=밴드, Hand Sanitiser=손소독제, Cotton Swabs=면봉, Thermometers=체온계

@Everyday Goods|living|18|2000
Value Goods=생활잡화: Fixed-price Household Items=생활용품*75, Paper Cups=종이컵*31, Disposable Tableware=일회용그릇, Wooden Chopsticks=나무젓가락, Party Supplies=파티용품
Small Electric Supplies=전기용품: Batteries=건전지*30, Extension Leads=멀티탭, Light Bulbs=전구, Timers=타이머
Umbrellas=우산: Long Umbrellas=장우산, Folding Umbrellas=접이식우산/우산, Parasols=양산, Raincoats=우비
Sewing=바느질: Sewing Kits=반짇고리, Threads=실, Zips and Buttons=단추, Fabric by the Metre=원단
Adhesives=접착: Tapes=테이프, Hooks=후크, Glue=순간접착제, -=문풍지

@Kitchenware|kitchen|16|16000
Pots=냄비: %ware/8
Frying Pans=프라이팬/후라이팬: %size/5, Grill Pans=그릴팬, Egg Pans=계란말이팬
Knives and Boards=칼도마: Kitchen Knives=식칼, Cutting Boards=도마, Kitchen Scissors=주방가위, Peelers=감자칼, Knife Sharpeners=칼갈이
Food Storage=밀폐용기: %ware/8
Cooking Tools=조리도구: Ladles=국자, Spatulas=뒤집개, Whisks=거품기, Colanders=채반, Measuring Cups=계량컵, Graters=강판
Baking Tools=베이킹도구: Cake Tins=케이크틀, Rolling Pins=밀대봉, Oven Mitts=오븐장갑, Aprons=앞치마
Kitchen Storage=주방수납: Dish Racks=식기건조대, Spice Racks=양념통, Sink Organisers=싱크대정리대, Cutlery Trays=수저통
Lunch and Travel Ware=보온용품: Thermos Flasks=보온병, Lunch Containers=도시락통, Water Bottles=물병, Tumblers=텀블러, Cool Bags=보냉가방

@Tableware|kitchen|11|14000
Plates=접시: %ware/8
Bowls=그릇: Rice Bowls=공기대접/밥그릇, Soup Bowls=국그릇, Noodle Bowls=면기, Salad Bowls and Dishes=샐러드볼
Cups and Glasses=컵: Mugs=머그컵, Water Glasses=유리컵, Wine Glasses=와인잔, Beer Glasses=맥주잔, Tea Sets=찻잔세트
Cutlery=수저: Spoon and Chopstick Sets=수저세트, Forks=포크, Kids Cutlery=어린이수저, Serving Spoons=서빙스푼
Table Linen=식탁보류: Tablecloths=식탁보, Table Mats=테이블매트, Coasters=컵받침
Dinner Sets=식기세트: %style/6

@Bathroom|home|10|12000
Towels=수건: %fabric/2, Bath Towels=목욕타월, Hand Towels=핸드타올, Gift Towels=답례품수건
Bath Accessories=욕실용품: Shower Heads=샤워기, Shower Curtains=샤워커튼, Bath Mats=욕실매트/발매트, Soap Dishes=비누받침, Bathroom Shelves=욕실선반
Toilet Supplies=변기용품: Bidets=비데, Toilet Seats=변기커버, Toilet Brushes=변기솔
Water Filters=정수필터: Shower Filters=샤워필터, Tap Filters=녹물필터, Filter Jugs=정수기필터

@Storage and Laundry Goods|home|10|15000
Boxes and Baskets=수납함: %size/5, Fabric Boxes=리빙박스
Hangers and Racks=행거: Coat Hangers=옷걸이, Clothes Racks=행거, Drying Racks=빨래건조대, Trouser Hangers=바지걸이
Vacuum Bags=압축팩: Bedding Vacuum Bags=이불압축팩, Clothes Vacuum Bags=옷압축팩
Laundry Goods=세탁용품: Laundry Baskets=빨래바구니, Laundry Nets=세탁망, Ironing Boards=다리미판, Clothes Pegs=빨래집게
Shoe Storage=신발정리: Shoe Racks=신발장, Shoe Boxes=신발정리대, Boot Keepers=부츠키퍼

@Furniture|home|9|180000
Beds=침대: %bed/6
Sofas=소파/쇼파: %style/6, Leather Sofas=가죽소파, Sofa Beds=소파베드, Floor Chairs=좌식의자
Tables=식탁: Dining Tables=식탁, Coffee Tables=거실테이블, Folding Tables=접이식테이블, Side Tables=사이드테이블
Desks and Chairs=책상: Study Desks=책상, Office Chairs=의자, Kids Desks=어린이책상, Stools=스툴
Wardrobes and Drawers=장롱: Wardrobes=옷장, Chests of Drawers=서랍장, Dressing Tables=화장대, System Closets=드레스룸
Shelves=책장: Bookcases=책장, Wall Shelves=선반, TV Stands=거실장, Display Cabinets=장식장
Mattresses=매트리스: %bed/6

@Bedding|home|13|62000
Duvets=이불: %bed/6, Cooling Duvets=냉감이불, Mink Duvets=밍크이불
Bedding Sets=침구세트: %bed/6, %style/6
Pillows=베개: Memory Foam Pillows=메모리폼베개, Down Pillows=구스베개, Neck Pillows=경추베개, Pillow Covers=베개커버
Mattress Covers=매트리스커버: %bed/6
Blankets and Pads=담요: Throw Blankets=담요, Bed Pads=패드, Electric Blankets=전기장판, Cooling Mats=쿨매트, Bamboo Mats=대자리
Kids Bedding=아동침구: Nap Mats=낮잠이불, Baby Bedding Sets=아기이불, Character Bedding=캐릭터이불

@Home Decor|home|11|38000
Curtains=커튼/커텐: Blackout Curtains=암막커튼/암막커텐^6, Lace Curtains=레이스커튼/레이스커텐, Linen Curtains=린넨커튼, Curtain Tassels=커튼타슬, Short Curtains=바란스커튼
Blinds=블라인드: Roll Blinds=롤스크린, Wood Blinds=우드블라인드, Combi Blinds=콤비블라인드
Rugs and Carpets=카페트/러그: %size/5, Washable Rugs=워셔블러그, Door Mats=현관매트
Cushions=쿠션: Sofa Cushions=쿠션, Floor Cushions=방석, Cushion Covers=쿠션커버, Bolsters=바디필로우
Lamps=조명: Ceiling Lamps=거실등, Desk Lamps=스탠드, Night Lamps=무드등, Outdoor Lamps=센서등
Clocks and Frames=시계액자: Wall Clocks=벽시계, Alarm Clocks=알람시계, Picture Frames=액자, Mirrors=거울, Wall Stickers=벽지시트지
Artificial Flowers=조화: Artificial Plants=조화, Vases=꽃병, Wreaths=리스

@Garden and Plants|home|4|11000
Living Plants=화분: House Plants=공기정화식물, Succulents=다육이, Flower Seedlings=꽃모종
Garden Supplies=원예: Pots and Planters=화분받침, Soil=배양토, Seeds=씨앗, Plant Food=식물영양제, Watering Cans=물뿌리개
Garden Tools=정원공구: Hoses=호스, Garden Shears=전지가위, Sprayers=분무기

@Tools and Repair|home|6|21000
Power Tools=전동공구: Drills=전동드릴, Saws=톱, Sanders=샌더, Glue Guns=글루건
Hand Tools=공구: Tool Sets=공구세트, Screwdrivers=드라이버, Hammers=망치, Ladders=사다리, Measuring Tapes=줄자
Paint and Wallpaper=페인트: Paint=페인트, Wallpaper=벽지, Brushes and Rollers=페인트롤러, Sealants=실리콘실란트
Safety and Locks=잠금장치: Door Locks=도어락, Fire Extinguishers=소화기, Work Gloves=작업장갑, Padlocks=자물쇠

@Large Appliances|appliance|7|900000
Refrigerators=냉장고: Four-door Refrigerators=4도어냉장고, Two-door Refrigerators=양문형냉장고, Kimchi Refrigerators=김치냉장고, Mini Refrigerators=소형냉장고, Freezers=냉동고
Washing Machines=세탁기: Drum Washers=드럼세탁기, Top-load Washers=통돌이세탁기, Clothes Dryers=건조기, Steam Closets=의류관리기
Televisions=텔레비전/tv: LED Televisions=led티비, OLED Televisions=올레드티비, Television Mounts=티비거치대
Built-in Appliances=빌트인: Gas Ranges=가스레인지, Induction Hobs=인덕션, Dishwashers=식기세척기, Range Hoods=후드

@Kitchen Appliances|appliance|8|110000
Rice Cookers=밥솥: Pressure Rice Cookers=압력밥솥, Mini Rice Cookers=미니밥솥, Rice Cooker Parts=밥솥패킹
Blenders and Juicers=믹서기: Blenders=믹서기, Slow Juicers=착즙기/원액기, Hand Mixers=핸드블렌더, Food Processors=다지기
Ovens and Fryers=오븐: Air Fryers=에어프라이어^5, Mini Ovens=미니오븐, Microwaves=전자레인지, Toasters=토스터기
Kettles and Coffee Machines=커피머신류: Electric Kettles=전기포트, Coffee Machines=커피머신, Coffee Grinders=커피그라인더, Milk Frothers=우유거품기
Electric Grills=전기그릴: Table Grills=전기그릴, Electric Pots=멀티포트, Waffle Makers=와플메이커, Food Dryers=식품건조기

@Home Appliances|appliance|9|150000
Vacuum Cleaners=청소기: %tech/5, Robot Vacuum Cleaners=로봇청소기, Bedding Vacuum Cleaners=침구청소기
Cooling Appliances=선풍기: Electric Fans=선풍기^6, Air Circulators=써큘레이터, Air Conditioners=에어컨, Hand Fans=손선풍기
Heating Appliances=히터: Fan Heaters=온풍기, Heating Mats=온수매트, Radiators=라디에이터
Air Treatment=공기청정기: Air Purifiers=공기청정기, Humidifiers=가습기, Dehumidifiers=제습기, Purifier Filters=공기청정기필터
Garment Care=다리미: Steam Irons=스팀다리미, Dry Irons=다리미, Garment Steamers=스팀기, Lint Removers=보풀제거기
Body Appliances=마사지기: Massage Chairs=안마의자, Neck Massagers=목마사지기, Foot Massagers=발마사지기, Body Scales=체중계
Groom Appliances=이미용가전: Hair Dryers=드라이기, Hair Irons=고데기, Shavers=면도기, Electric Toothbrushes=전동칫솔

@Computers|digital|7|350000
Laptops=노트북: %tech/5, Gaming Laptops=게이밍노트북, Laptop Bags=노트북가방
Desktops and Monitors=데스크탑: Desktop Computers=데스크탑, Monitors=모니터, All-in-one Computers=일체형pc
Computer Accessories=컴퓨터용품: Keyboards=키보드, Mice=마우스, Mouse Pads=마우스패드, Webcams=웹캠, USB Hubs=usb허브
Storage Devices=저장장치: Memory Sticks=usb메모리, External Drives=외장하드, Solid-state Drives=ssd, Memory Cards=메모리카드
Printers=프린터: Inkjet Printers=잉크젯프린터, Laser Printers=레이저프린터, Ink and Toner=잉크, Shredders=문서세단기

@Mobile and Wearables|digital|7|90000
Phones and Tablets=휴대폰: Unlocked Phones=자급제폰, Tablets=태블릿, Senior Phones=효도폰, E-book Readers=전자책
Phone Accessories=휴대폰액세서리: Phone Cases=휴대폰케이스, Screen Protectors=강화유리필름, Chargers=충전기, Power Banks=보조배터리, Charging Cables=충전케이블, Phone Holders=거치대
Smart Watches=스마트워치: %size/4, Fitness Bands=스마트밴드, Watch Straps=시계줄

@Cameras and Audio|digital|7|150000
Headphones=헤드폰: %tech/4, Wireless Earphones=무선이어폰/블루투스이어폰, Wired Earphones=이어폰, Neckband Earphones=넥밴드이어폰
Speakers=스피커: Bluetooth Speakers=블루투스스피커, Sound Bars=사운드바, Artificial-intelligence Speakers=ai스피커
Projectors=프로젝터: Home Projectors=빔프로젝터, Projector Screens=스크린
Digital Cameras=카메라: Mirrorless Cameras=미러리스, Compact Cameras=디카, Instant Cameras=즉석카메라, Action Cameras=액션캠
Camera Accessories=카메라용품: Lenses=렌즈, Tripods=삼각대, Camera Bags=카메라가방, Instant Film=즉석필름
Drones=드론: Camera Drones=촬영드론, Toy Drones=미니드론

@Games|digital|5|68000
Consoles=게임기: Home Consoles=콘솔게임기, Handheld Consoles=휴대용게임기, Controllers=조이스틱
Game Software=게임타이틀: Console Games=게임칩, Computer Games=pc게임, Gift Cards=기프트카드
Gaming Gear=게이밍기어: Gaming Chairs=게이밍의자, Gaming Headsets=게이밍헤드셋, Gaming Keyboards=기계식키보드

@Automotive|auto|8|24000
Car Care=세차용품: Car Shampoo=세차샴푸, Car Wax=왁스, Wash Cloths=세차타월, Glass Coatings=발수코팅제
Car Parts=차량부품: Wiper Blades=와이퍼, Engine Oil=엔진오일, Car Bulbs=차량전구, Air Filters=에어컨필터
Car Interior=차량용품: Car Mats=카매트, Seat Covers=시트커버, Car Fragrances=차량용방향제, Phone Holders=차량용거치대, Sunshades=햇빛가리개
Car Electronics=차량전자: Dash Cameras=블랙박스, Navigation=네비게이션, Car Chargers=차량용충전기

@Books and Hobbies|hobby|12|12000
Writing=필기구: Ballpoint Pens=볼펜, Pencils=연필, Highlighters=형광펜, Fountain Pens=만년필, Pen Cases=필통
Paper Goods=노트: Notebooks=노트, Diaries=다이어리, Copy Paper=a4용지, Sketchbooks=스케치북, Sticky Notes=포스트잇
Art Supplies=미술용품: Crayons=크레파스, Colour Pencils=색연필, Watercolours=물감, Modelling Clay=클레이
Office Supplies=사무용품: Staplers=스테이플러, Files and Binders=파일, Calculators=계산기, Whiteboards=화이트보드
Books=도서: Novels=소설, Picture Books=그림책, Workbooks=문제집, Cook Books=요리책
Instruments=악기: Guitars=기타, Ukuleles=우쿨렐레, Digital Pianos=디지털피아노, Recorders=리코더
Crafts=취미공예: Knitting Yarn=뜨개실, Cross-stitch Kits=십자수, Leather Craft Kits=가죽공예, Paint-by-number Kits=명화그리기
Board Games and Puzzles=보드게임: Board Games=보드게임, Jigsaw Puzzles=퍼즐, Playing Cards=화투
`
