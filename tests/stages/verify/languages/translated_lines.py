"""Sentences of invented reports in English, each with a Korean line that says the same in 개조식."""

PAIRS = [
    (
        "Global semiconductor sales reached $57.8 billion in November 2030, an increase of 20.7% compared with November 2029.",
        "2030년 11월 세계 반도체 매출은 578억 달러로 2029년 11월보다 20.7% 증가",
    ),
    (
        "The ministry said on Tuesday it would restrict exports of advanced AI chips to 12 countries.",
        "부처는 첨단 AI 반도체의 12개국 수출을 제한할 방침",
    ),
    (
        "The ministry proposed a €3 billion fund to help battery makers cut energy costs.",
        "부처는 배터리 기업의 에너지 비용 절감을 돕는 30억 유로 규모의 기금을 제안",
    ),
    (
        "Electric vehicle registrations fell 5.9 percent to 1.4 million units, the first annual decline in a decade.",
        "전기차 등록은 5.9% 감소한 140만 대로 10년 만에 처음 연간 기준 감소",
    ),
    (
        "Researchers at Norrsund University developed a solid-state cell that retained 92% of its capacity after 1,000 cycles.",
        "노르순드대(Norrsund University) 연구진이 1,000회 충방전 뒤에도 용량의 92%를 유지하는 고체 전지를 개발",
    ),
    (
        "The Harbor Institute forecasts that renewable capacity will grow by 2,400 GW between 2031 and 2035.",
        "하버연구소(Harbor Institute)는 재생에너지 설비가 2031~2035년 2,400GW 늘어날 것으로 전망",
    ),
    (
        "Japan will subsidise up to half of the cost of new data centers in rural areas.",
        "일본은 지방에 새로 짓는 데이터센터 비용의 최대 절반을 보조할 계획",
    ),
    (
        "Unemployment in the euro area was 6.3 percent in January, unchanged from December.",
        "유로 지역의 1월 실업률은 6.3%로 12월과 같음",
    ),
    (
        "The bill would ban the use of facial recognition by police without a court order.",
        "법안은 법원 명령 없는 경찰의 얼굴 인식 사용을 금지하는 내용",
    ),
    (
        "Blue Keel said it had not received any notice from regulators.",
        "블루킬(Blue Keel)은 규제 당국의 통보를 받지 않았다고 밝힘",
    ),
    (
        "China's rare earth exports dropped by a third in the second quarter amid tighter controls.",
        "중국의 희토류 수출은 통제가 강화된 2분기에 3분의 1 감소",
    ),
    (
        "The institute surveyed 1,250 manufacturers in Germany and France in March 2031.",
        "연구소는 2031년 3월 독일과 프랑스 제조업체 1,250곳을 조사",
    ),
    (
        "Investment in hydrogen projects doubled to $12 billion last year, according to the report.",
        "보고서에 따르면 지난해 수소 사업 투자는 120억 달러로 두 배 증가",
    ),
    (
        "The tariff on steel will rise from 10 percent to 25 percent on April 1.",
        "철강 관세는 4월 1일 10%에서 25%로 인상될 예정",
    ),
    (
        "Only 14 of 100 companies said that they had a plan for quantum-safe encryption.",
        "100개 기업 가운데 14곳만 양자내성암호 계획이 있다고 응답",
    ),
    (
        "The plant, which will employ 800 people, is scheduled to open in the second half of 2033.",
        "800명을 고용할 공장은 2033년 하반기 가동 예정",
    ),
    (
        "Robots could replace up to 30 percent of warehouse jobs by 2040, the Harbor Institute warned.",
        "하버연구소(Harbor Institute)는 2040년까지 로봇이 창고 일자리의 최대 30%를 대체할 수 있다고 경고",
    ),
    (
        "The central bank kept its policy rate at 4.5 percent and signalled a cut of 25 basis points in June.",
        "중앙은행은 기준금리를 4.5%로 유지하고 6월 0.25%포인트 인하를 시사",
    ),
    (
        "Shipments of humanoid robots are expected to reach 38,000 units in 2032.",
        "휴머노이드 로봇 출하량은 2032년 3만8,000대에 이를 전망",
    ),
    (
        "Vietnam and India attracted more foreign direct investment than any other country in the region.",
        "베트남과 인도의 외국인 직접투자 유치가 역내에서 가장 많음",
    ),
    (
        "The report recommends that governments share data on cyber attacks within 72 hours.",
        "보고서는 각국 정부가 사이버 공격 정보를 72시간 안에 공유하도록 권고",
    ),
    (
        "Average battery pack prices have fallen by 90 percent since 2010.",
        "배터리 팩의 평균 가격은 2010년 이후 90% 하락",
    ),
    (
        "Norway's sovereign wealth fund excluded six companies over environmental damage.",
        "노르웨이 국부펀드는 환경 훼손을 이유로 6개 기업을 제외",
    ),
    (
        "Small modular reactors may be cheaper than gas plants if construction times are shortened, the study finds.",
        "연구에 따르면 소형모듈원자로(SMR)는 건설 기간이 줄면 가스 발전소보다 저렴할 수 있음",
    ),
    ("The ministry approved the merger of the two banks on 14 February.", "부처는 2월 14일 두 은행의 합병을 승인"),
    (
        "Some 3.4 million people, about 7% of the workforce, now work in clean energy.",
        "약 340만 명, 노동력의 7%가 청정에너지 분야에 종사",
    ),
    ("The agreement does not cover agricultural products.", "협정은 농산물을 포함하지 않음"),
    (
        "Wafer prices rose between 3 and 5 percent after Meltor Systems raised its quotes.",
        "멜터시스템즈(Meltor Systems)가 가격을 올린 뒤 웨이퍼 가격은 3~5% 상승",
    ),
    ("In 2029 the UK imported 40% of its electricity-intensive goods.", "영국은 2029년 전력 다소비 제품의 40%를 수입"),
    ("Lawmakers rejected the amendment by 52 votes to 48.", "의원들은 52 대 48로 수정안을 부결"),
    (
        "The programme, launched in 2028, has trained more than 15,000 engineers.",
        "2028년 시작한 사업은 기술자 1만5,000명 이상을 양성",
    ),
    (
        "Under the plan, emissions from shipping must drop 20% by 2035 and reach net zero by 2050.",
        "계획에 따라 해운 배출량은 2035년까지 20% 줄고 2050년까지 순배출 0에 도달해야 함",
    ),
    (
        "The startup raised $250 million at a valuation of $2.1 billion.",
        "해당 스타트업은 기업가치 21억 달러로 2억5,000만 달러를 조달",
    ),
    (
        "Drug makers warned that the price cap could delay the launch of new medicines.",
        "제약사들은 가격 상한이 신약 출시를 늦출 수 있다고 경고",
    ),
    (
        "Demand for cloud services slowed, with growth easing to 17% from 22% a year earlier.",
        "클라우드 수요는 둔화해 성장률이 1년 전 22%에서 17%로 하락",
    ),
    (
        "The satellite will orbit at an altitude of 600 kilometers and weigh 450 kg.",
        "위성은 고도 600km를 돌며 무게는 450kg이 될 예정",
    ),
    (
        "About two-thirds of respondents use generative AI at least once a week.",
        "응답자의 약 3분의 2가 주 1회 이상 생성형 AI를 사용",
    ),
    (
        "Canada and Mexico agreed to extend the trade deal for 16 years.",
        "캐나다와 멕시코는 무역 협정을 16년 연장하기로 합의",
    ),
    (
        "Airlines' jet fuel bill will climb to 31% of operating costs this year.",
        "올해 항공사의 연료비는 운영 비용의 31%로 늘어날 전망",
    ),
    (
        "The court did not rule on the patent claims of Meltor Systems.",
        "법원은 멜터시스템즈(Meltor Systems)의 특허 주장에 대해 판단하지 않음",
    ),
    (
        "Denmark's parliament passed a law on Thursday that raises the carbon tax on farms to 120 euros per tonne from 2032.",
        "덴마크 의회는 2032년부터 농가 탄소세를 톤당 120유로로 올리는 법을 통과시킴",
    ),
    (
        "The agency cut its forecast for oil demand growth to 0.9 million barrels a day.",
        "기관은 석유 수요 증가 전망을 하루 90만 배럴로 낮춤",
    ),
    (
        "Sales of heat pumps in Poland plunged 46 percent after subsidies ended.",
        "폴란드의 히트펌프 판매는 보조금 종료 뒤 46% 급감",
    ),
    (
        "Brazil and Argentina signed a memorandum on lithium processing worth $700 million.",
        "브라질과 아르헨티나는 7억 달러 규모의 리튬 가공 양해각서를 체결",
    ),
    (
        "The committee delayed its decision on 6G spectrum until September 2031.",
        "위원회는 6G 주파수 결정을 2031년 9월까지 연기",
    ),
    (
        "Around 60% of the 3,200 hospitals surveyed use AI tools for imaging.",
        "조사한 병원 3,200곳의 약 60%가 영상 판독에 AI 도구를 사용",
    ),
    (
        "Hong Kong's exchange said listings raised HK$85 billion in the first nine months of 2030.",
        "홍콩 거래소는 2030년 1~9월 상장으로 850억 홍콩달러를 조달했다고 밝힘",
    ),
    (
        "Taiwan's Norvek Materials plans to build its third wafer plant in Arizona, creating 1,100 jobs.",
        "대만 노르벡(Norvek Materials)은 애리조나(Arizona)에 세 번째 웨이퍼 공장을 지어 1,100명을 고용할 계획",
    ),
    (
        "The agency warned that 250 million people face acute food shortages.",
        "기관은 2억5,000만 명이 심각한 식량 부족을 겪는다고 경고",
    ),
    (
        "Prices of cobalt have more than halved since the peak of 2028.",
        "코발트 가격은 2028년 정점 이후 절반 아래로 하락",
    ),
    (
        "The regulation requires chemical firms to report imports above 10 tonnes a year.",
        "규정은 화학 기업이 연 10톤을 넘는 수입을 보고하도록 의무화",
    ),
    (
        "Turkey became the world's fourth largest producer of electric buses.",
        "튀르키예는 세계 4위의 전기버스 생산국이 됨",
    ),
    (
        "Germany's cabinet is considering a 30% tax credit for research spending by small firms.",
        "독일 내각은 중소기업 연구 지출에 30% 세액공제를 검토",
    ),
    (
        "The fund has no exposure to Russian debt, its manager said.",
        "기금 운용자는 러시아 채권을 보유하지 않는다고 밝힘",
    ),
    (
        "Quantum computing start-ups attracted $3.8 billion, up 90% on the year.",
        "양자컴퓨팅 스타트업은 1년 전보다 90% 늘어난 38억 달러를 유치",
    ),
    ("The report was compiled by 45 experts from 18 countries.", "보고서는 18개국 전문가 45명이 작성"),
    ("Singapore will phase out diesel ferries by 2040.", "싱가포르는 2040년까지 디젤 여객선을 단계적으로 퇴출할 계획"),
    (
        "The ports of Rotterdam and Antwerp handled 27 million containers.",
        "로테르담(Rotterdam)과 앤트워프(Antwerp) 항만은 컨테이너 2,700만 개를 처리",
    ),
    ("Nearly one in five workers in Spain works from home.", "스페인 노동자 5명 중 거의 1명이 재택근무"),
    ("Wind and solar supplied a record 34% of EU electricity.", "풍력과 태양광이 EU 전력의 34%를 공급해 역대 최고"),
    ("Officials denied that talks on a new treaty had begun.", "당국자들은 새 조약 협상이 시작됐다는 것을 부인"),
    (
        "Battery recycling capacity is likely to triple by 2035, led by China.",
        "배터리 재활용 용량은 중국 주도로 2035년까지 세 배로 늘어날 전망",
    ),
    ("The visa program will be limited to 20,000 applicants a year.", "비자 프로그램은 연 2만 명으로 제한될 예정"),
    (
        "Iceland's data centers run almost entirely on geothermal power.",
        "아이슬란드(Iceland) 데이터센터는 거의 모두 지열 전력으로 운영",
    ),
]
