#include "apps/sample/impl/Culture.hpp"

namespace jim::apps::sample {
namespace {

// clang-format off
constexpr CultureText kCultures[] = {
    {.key = "English",
     .women = "Alice Charlotte Emily Grace Harriet Isla Lucy Olivia Ruth Zoë=Zoe Chloë=Chloe "
              "Siobhán=Siobhan Niamh Róisín=Roisin Gráinne=Grainne Abigail Hannah Megan Beth Clare "
              "Daisy Eleanor Freya Imogen Jane Kate Lydia Martha Naomi Poppy Rose",
     .men = "Alfie Benjamin Callum Dominic Edward George Harry Jack Oliver Samuel Seán=Sean "
            "Pádraig=Padraig Ciarán=Ciaran Oisín=Oisin Thomas William Noah Peter Adam Daniel Frank "
            "Hugh Isaac Leo Martin Nathan Owen Robert Simon Toby",
     .families = "Ash Black Bright Brook Clay Dun Fair Green Hal Har Hart Kings Lang Marsh Mill "
                 "North Rad Red Stan Thorn Wake West White Win "
                 "+ bury combe field ford ham ley ton well wood worth ; O'Brien O'Neill D'Arcy Smith-Jones "
                 "Ní_Dhomhnaill=Ni_Dhomhnaill Ó_Murchú=O_Murchu MacLeod McKenzie Fitzgerald",
     .middles = "given"},
    {.key = "German",
     .women = "Anna Brigitte Claudia Elke Franziska Gudrun Heike Ingrid Käthe=Kaethe Lena "
              "Mareike Clara Frieda Greta Johanna Luise Nele Ronja Sabine Jördis=Joerdis Ursula Bärbel=Baerbel Katrin",
     .men = "Andreas Björn=Bjoern Dieter Florian Günther=Guenther Holger Jörg=Joerg "
            "Jürgen=Juergen Klaus Lukas Anton Emil Felix Hannes Jonas Moritz Tobias Matthias Rüdiger=Ruediger Stefan Sönke=Soenke Uwe Wolfgang",
     .families = "Acker Berg Brunn Eich Gold Hof Kalten Kirch Lind Linden Neu Ober Rosen Schön=Schoen "
                 "Stein Wald Wein Winter "
                 "+ auer bach bauer berger feld häuser=haeuser mann meier ner ; Müller=Mueller Groß=Gross "
                 "Schröder=Schroeder Köhler=Koehler Weiß=Weiss Jäger=Jaeger Schäfer=Schaefer "
                 "König=Koenig Vogel von_der_Heide"},
    {.key = "French",
     .women = "Amélie=Amelie Béatrice=Beatrice Camille Chloé=Chloe Éléonore=Eleonore "
              "Françoise=Francoise Geneviève=Genevieve Hélène=Helene Inès=Ines Léa=Lea Manon "
              "Noémie=Noemie Sylvie Maëlle=Maelle",
     .men = "André=Andre Benoît=Benoit Cédric=Cedric Étienne=Etienne François=Francois "
            "Gaël=Gael Hervé=Herve Jean-Luc Loïc=Loic Mathieu Noël=Noel Rémi=Remi Théo=Theo Yves",
     .families = "Beau Bel Château=Chateau Font Grand Haut Mal Mont Petit Roche Saint Val Ville "
                 "+ bois clair fort lieu mont neuf pré=pre roux val voisin ; Lefèvre=Lefevre Garçon=Garcon Bérubé=Berube D'Aubigné=D'Aubigne "
                 "Lemaître=Lemaitre L'Hôpital=L'Hopital Nuñes=Nunes Cœur=Coeur Dupré=Dupre"},
    {.key = "Iberian",
     .women = "Ana Beatriz Concepción=Concepcion Inês=Ines Lucía=Lucia María_José=Maria_Jose "
              "Núria=Nuria Pilar Sofía=Sofia Tânia=Tania Verónica=Veronica Conceição=Conceicao",
     .men = "Álvaro=Alvaro Andrés=Andres Íñigo=Inigo João=Joao Jordi José=Jose Luís=Luis Martín=Martin "
            "Óscar=Oscar Raúl=Raul Sebastião=Sebastiao Tomás=Tomas",
     .families = "García=Garcia Ibáñez=Ibanez Muñoz=Munoz Núñez=Nunez Peña=Pena Sánchez=Sanchez "
                 "Vázquez=Vazquez Gonçalves=Goncalves + _de_la_Cruz _Ferreira _Magalhães=_Magalhaes "
                 "_Carvalho _Domingo _Fuentes _Quirós=_Quiros _Rivera _Ortiz _Simões=_Simoes ; Assunção=Assuncao Puig Costa Etxeberria Araújo=Araujo"},
    {.key = "Nordic",
     .women = "Åsa=Asa Astrid Bodil Freja Guðrún=Gudrun Hedda Ingrið=Ingrid Kajsa Märta=Marta "
              "Ragnhild Sólveig=Solveig Tuuli Þórdís=Thordis Päivi=Paivi",
     .men = "Anders Bjørn=Bjorn Einar Göran=Goran Håkon=Hakon Jón=Jon Lars Mårten=Marten Nils "
            "Øyvind=Oyvind Søren=Soren Þorsteinn=Thorsteinn Väinö=Vaino Åke=Ake",
     .families = "Ander Erik Gustaf Jakob Karl Magnu Sven + sson sen ; Åkerström=Akerstrom "
                 "Sjöberg=Sjoberg Ødegård=Odegard Nygård=Nygard Hämäläinen=Hamalainen "
                 "Mäkelä=Makela Lindqvist Kjærgaard=Kjaergaard Bjørnstad=Bjornstad Blåbjerg=Blabjerg"},
    {.key = "WestSlavic",
     .women = "Agnieszka Božena=Bozena Dagmar Elżbieta=Elzbieta Grażyna=Grazyna Jiřina=Jirina "
              "Katarzyna Kateřina=Katerina Małgorzata=Malgorzata Šárka=Sarka Zofia Ľubica=Lubica",
     .men = "Błażej=Blazej Bronisław=Bronislaw Jiří=Jiri Krzysztof Łukasz=Lukasz Michał=Michal "
            "Ondřej=Ondrej Paweł=Pawel Přemysl=Premysl Stanisław=Stanislaw Štěpán=Stepan Wojciech",
     .families = "Adamow Bielaw Czajkow Gajew Jabłoń=Jablon Makow Olszew Piotrow Sosnow Zaleń=Zalen "
                 "Dąbrow=Dabrow Jankow Kamiń=Kamin Kowal Kozłow=Kozlow Lewandow Szymań=Szyman "
                 "Wiśniew=Wisniew Zieliń=Zielin Malinow + ski|ska ; Novák|Nováková=Novak|Novakova "
                 "Dvořák|Dvořáková=Dvorak|Dvorakova Šťastný|Šťastná=Stastny|Stastna "
                 "Černý|Černá=Cerny|Cerna Wójcik=Wojcik Brzęczyszczykiewicz=Brzeczyszczykiewicz"},
    {.key = "Turkish",
     .women = "Ayşe=Ayse Çiğdem=Cigdem Elif Gülşen=Gulsen Işıl=Isil İpek=Ipek Özlem=Ozlem "
              "Şebnem=Sebnem Tuğba=Tugba Yıldız=Yildiz Zeynep Nilüfer=Nilufer",
     .men = "Barış=Baris Çağlar=Caglar Doğan=Dogan Emre Hakkı=Hakki Işık=Isik İbrahim=Ibrahim "
            "Oğuz=Oguz Ömer=Omer Şükrü=Sukru Umut Yiğit=Yigit",
     .families = "Ak Altın=Altin Bey Boz Demir Er Gök=Gok Kara Öz=Oz Taş=Tas Tok Yıl=Yil + bulut çelik=celik daş=das gül=gul "
                 "soy türk=turk ; Yılmaz=Yilmaz Şahin=Sahin Koç=Koc Aydın=Aydin Güneş=Gunes İnan=Inan"},
    {.key = "Vietnamese",
     .women = "Hương=Huong Lan Ngọc_Anh=Ngoc_Anh Phương=Phuong Thảo=Thao Thu_Hà=Thu_Ha "
              "Tuyết=Tuyet Yến=Yen Mỹ_Linh=My_Linh Diễm=Diem",
     .men = "Bảo=Bao Cường=Cuong Dũng=Dung Đức=Duc Hiếu=Hieu Hoàng=Hoang Minh_Quân=Minh_Quan "
            "Sơn=Son Tuấn=Tuan Vĩnh=Vinh",
     .families = "Nguyễn=Nguyen Trần=Tran Lê=Le Phạm=Pham Huỳnh=Huynh Võ=Vo Đặng=Dang Bùi=Bui "
                 "Đỗ=Do Ngô=Ngo Dương=Duong Lý=Ly",
     .middles = "Văn|Thị=Van|Thi Hữu|Ngọc=Huu|Ngoc Đình|Kim=Dinh|Kim",
     .familyFirst = true, .marriageRenames = false},
    {.key = "Greek",
     .women = "Αικατερίνη=Aikaterini Βασιλική=Vasiliki Γεωργία=Georgia Δήμητρα=Dimitra "
              "Ελένη=Eleni Ευαγγελία=Evangelia Ιωάννα=Ioanna Κωνσταντίνα=Konstantina "
              "Μαρία=Maria Σοφία=Sofia Χριστίνα=Christina Άννα=Anna",
     .men = "Αλέξανδρος=Alexandros Βασίλης=Vasilis Γιώργος=Giorgos Δημήτρης=Dimitris "
            "Ευάγγελος=Evangelos Ιωάννης=Ioannis Κώστας=Kostas Μιχάλης=Michalis Νίκος=Nikos "
            "Σπύρος=Spyros Στέλιος=Stelios Χρήστος=Christos",
     .families = "Παπαδόπουλος|Παπαδοπούλου=Papadopoulos|Papadopoulou "
                 "Γεωργίου=Georgiou Δημητρίου=Dimitriou Νικολάου=Nikolaou Ιωάννου=Ioannou "
                 "Οικονόμου=Oikonomou Αγγελόπουλος|Αγγελοπούλου=Angelopoulos|Angelopoulou "
                 "Καραγιάννης|Καραγιάννη=Karagiannis|Karagianni "
                 "Βλάχος|Βλάχου=Vlachos|Vlachou Μακρής|Μακρή=Makris|Makri "
                 "Αντωνίου=Antoniou Σαμαράς|Σαμαρά=Samaras|Samara Κωνσταντινίδης|Κωνσταντινίδου"
                 "=Konstantinidis|Konstantinidou Χατζής|Χατζή=Chatzis|Chatzi",
     .latinScript = false},
    {.key = "Cyrillic",
     .women = "Анастасия=Anastasia Валентина=Valentina Галина=Galina Дарья=Darya Елена=Elena "
              "Ирина=Irina Ксения=Ksenia Людмила=Lyudmila Наталья=Natalya Ольга=Olga "
              "Светлана=Svetlana Юлия=Yulia Оксана=Oksana",
     .men = "Алексей=Aleksey Борис=Boris Виктор=Viktor Григорий=Grigory Дмитрий=Dmitry "
            "Игорь=Igor Константин=Konstantin Михаил=Mikhail Николай=Nikolay Павел=Pavel "
            "Сергей=Sergey Юрий=Yury Артём=Artyom",
     .families = "Алексе=Alekse Андре=Andre Серге=Serge Матве=Matve Лебед=Lebed + ев|ева=ev|eva ; "
                 "Иван=Ivan Петр=Petr Смирн=Smirn Кузнец=Kuznets Морозк=Morozk Волк=Volk "
                 "Соколик=Sokolik + ов|ова=ov|ova ; Пушк=Pushk Никит=Nikit Ильи=Ilyi "
                 "Голуб=Golub Калин=Kalin + ин|ина=in|ina ; Шевченко=Shevchenko "
                 "Димитър=Dimitar Щербак=Shcherbak",
     .middles = "Александр=Aleksandr Иван=Ivan Михайл=Mikhayl Петр=Petr Степан=Stepan "
                "+ ович|овна=ovich|ovna",
     .latinScript = false},
    {.key = "Arabic",
     .women = "أمينة=Amina إيمان=Iman دعاء=Doaa رانيا=Rania سلمى=Salma شيماء=Shaimaa فاطمة=Fatima "
              "ليلى=Layla مريم=Maryam نور=Nour هدى=Huda ياسمين=Yasmin",
     .men = "أحمد=Ahmed بلال=Bilal حسين=Hussein خالد=Khaled سامي=Sami طارق=Tarek عمر=Omar "
            "كريم=Karim محمد=Mohamed محمود=Mahmoud مصطفى=Mostafa يوسف=Youssef",
     .families = "المصري=El-Masri الخطيب=El-Khatib حداد=Haddad نجار=Najjar عبد_الرحمن=Abdel-Rahman "
                 "عبد_الله=Abdallah منصور=Mansour الشريف=El-Sherif زيدان=Zidan قاسم=Qasim "
                 "صباغ=Sabbagh العلي=Al-Ali سليمان=Suleiman بدوي=Badawi فؤاد=Fouad",
     .latinScript = false, .marriageRenames = false},
    {.key = "Hebrew",
     .women = "אביגיל=Avigail דבורה=Dvora הדס=Hadas חנה=Hana יעל=Yael מיכל=Michal נועה=Noa "
              "רחל=Rachel שירה=Shira תמר=Tamar",
     .men = "אברהם=Avraham אורי=Uri איתן=Eitan בנימין=Binyamin גיל=Gil דוד=David יונתן=Yonatan "
            "משה=Moshe נדב=Nadav שלמה=Shlomo",
     .families = "כהן=Cohen לוי=Levi מזרחי=Mizrahi פרץ=Peretz ביטון=Biton אברהמי=Avrahami "
                 "פרידמן=Friedman שפירא=Shapira גולן=Golan בן-דוד=Ben-David רוזנברג=Rosenberg "
                 "אלמוג=Almog הררי=Harari כרמי=Carmi",
     .latinScript = false},
    {.key = "Devanagari",
     .women = "अंजलि=Anjali कविता=Kavita गीता=Gita दीपिका=Deepika निशा=Nisha पूजा=Pooja प्रिया=Priya "
              "मीरा=Meera राधा=Radha सुनीता=Sunita श्रुति=Shruti लक्ष्मी=Lakshmi",
     .men = "अमित=Amit अर्जुन=Arjun कृष्ण=Krishna गणेश=Ganesh दीपक=Deepak प्रकाश=Prakash मोहन=Mohan "
            "राजेश=Rajesh विक्रम=Vikram संजय=Sanjay सुरेश=Suresh हरीश=Harish",
     .families = "शर्मा=Sharma वर्मा=Verma गुप्ता=Gupta सिंह=Singh पटेल=Patel जोशी=Joshi मिश्रा=Mishra "
                 "यादव=Yadav कुलकर्णी=Kulkarni देशमुख=Deshmukh चौधरी=Chaudhary त्रिपाठी=Tripathi "
                 "अग्रवाल=Agrawal ठाकुर=Thakur",
     .middles = "कुमार|कुमारी=Kumar|Kumari प्रसाद|देवी=Prasad|Devi", .latinScript = false},
    {.key = "Chinese",
     .women = "丽=Li 晓=Xiao 玉=Yu 秀=Xiu 美=Mei 雪=Xue + 兰=lan 华=hua 梅=mei 燕=yan 琳=lin 英=ying",
     .men = "伟=Wei 国=Guo 建=Jian 志=Zhi 文=Wen 明=Ming + 军=jun 华=hua 峰=feng 平=ping 强=qiang 杰=jie",
     .families = "王=Wang 李=Li 张=Zhang 刘=Liu 陈=Chen 杨=Yang 赵=Zhao 黄=Huang 周=Zhou 吴=Wu "
                 "徐=Xu 孙=Sun 胡=Hu 朱=Zhu 高=Gao 林=Lin 何=He 郭=Guo 马=Ma 罗=Luo 欧阳=Ouyang "
                 "司马=Sima",
     .latinScript = false, .familyFirst = true, .joined = true, .marriageRenames = false},
    {.key = "Japanese",
     .women = "恵=Megumi 愛=Ai 葵=Aoi さくら=Sakura ひなた=Hinata ; 由=Yu 真=Ma 美=Mi 奈=Na "
              "+ 美=mi 子=ko 香=ka 里=ri 穂=ho",
     .men = "誠=Makoto 翔=Sho 蓮=Ren 大輔=Daisuke 拓也=Takuya ; 健=Ken 慎=Shin 賢=Ken 純=Jun "
            "+ 一=ichi 二=ji 太郎=taro 吾=go",
     .families = "山=Yama 高=Taka 中=Naka 石=Ishi 小=Ko 松=Matsu 藤=Fuji + 田=ta 川=kawa 本=moto "
                 "原=hara 村=mura ; 佐藤=Sato 鈴木=Suzuki 渡辺=Watanabe 伊藤=Ito 𠮷田=Yoshida "
                 "髙橋=Takahashi",
     .latinScript = false, .familyFirst = true, .joined = true},
    {.key = "Korean",
     .women = "민=Min 서=Seo 수=Su 은=Eun 지=Ji 하=Ha + 경=gyeong 빈=bin 연=yeon 영=yeong 윤=yun 희=hee",
     .men = "동=Dong 민=Min 성=Seong 영=Yeong 재=Jae 준=Jun + 기=gi 석=seok 우=woo 진=jin 현=hyeon 호=ho",
     .families = "김=Kim 이=Lee 박=Park 최=Choi 정=Jeong 강=Kang 조=Cho 윤=Yoon 장=Jang 임=Lim "
                 "한=Han 오=Oh 서=Seo 신=Shin 권=Kwon 황보=Hwangbo 남궁=Namgung",
     .latinScript = false, .familyFirst = true, .joined = true, .marriageRenames = false},
    {.key = "Georgian",
     .women = "ანა=Ana ეკა=Eka ელენე=Elene თამარ=Tamar ია=Ia ლელა=Lela მარიამ=Mariam ნანა=Nana "
              "ნინო=Nino სალომე=Salome ქეთევან=Ketevan",
     .men = "ავთანდილ=Avtandil გიორგი=Giorgi დავით=Davit ვახტანგ=Vakhtang ზურაბ=Zurab ირაკლი=Irakli "
            "ლევან=Levan ლუკა=Luka ნიკოლოზ=Nikoloz თორნიკე=Tornike",
     .families = "ბერი=Beri გელა=Gela კაპანა=Kapana ლომი=Lomi მამულა=Mamula ჩხე=Chkhe ჯაფარი=Japari "
                 "+ ძე=dze შვილი=shvili ; წერეთელი=Tsereteli დადიანი=Dadiani",
     .latinScript = false},
    {.key = "Armenian",
     .women = "Անի=Ani Անահիտ=Anahit Արփինե=Arpine Գայանե=Gayane Լուսինե=Lusine Մարիամ=Mariam "
              "Նարե=Nare Շուշան=Shushan Սիրան=Siran Հասմիկ=Hasmik",
     .men = "Արամ=Aram Արմեն=Armen Գարեգին=Garegin Դավիթ=Davit Հայկ=Hayk Միքայել=Mikayel Նարեկ=Narek "
            "Տիգրան=Tigran Վահան=Vahan Սուրեն=Suren",
     .families = "Աբրահամ=Abraham Գրիգոր=Grigor Հակոբ=Hakob Հարություն=Harutyun Ղազար=Ghazar "
                 "Մկրտչ=Mkrtch Պետրոս=Petros Սարգս=Sargs Վարդան=Vardan Խաչատր=Khachatr + յան=yan",
     .latinScript = false},
    {.key = "Thai",
     .women = "กมล=Kamon จันทร์=Chan ณัฐ=Nat พร=Phon รัตน์=Rat วรรณ=Wan + ชนก=chanok ทิพย์=thip "
              "นภา=napha พร=phon มาศ=mat",
     .men = "กิตติ=Kitti ชัย=Chai ธน=Thana ประ=Pra สม=Som อนุ=Anu + ชัย=chai เดช=det พงษ์=phong "
            "ศักดิ์=sak วัฒน์=wat",
     .families = "แก้ว=Kaeo ทอง=Thong บุญ=Bun ศรี=Si สุวรรณ=Suwan วงศ์=Wong + ใส=sai กุล=kun "
                 "เจริญ=charoen มณี=mani รัตน์=rat",
     .latinScript = false},
    {.key = "Ethiopic",
     .women = "ሀና=Hana ማርታ=Marta ሰላም=Selam ብርቱካን=Birtukan አልማዝ=Almaz ትዕግስት=Tigist ገነት=Genet",
     .men = "ሀይሉ=Hailu መለሰ=Melese ሰለሞን=Solomon በቀለ=Bekele ተስፋዬ=Tesfaye አበበ=Abebe ዮሐንስ=Yohannes",
     .families = "ተክሌ=Tekle ወልደ_ማርያም=Wolde-Mariam ገብረ_እግዚአብሔር=Gebre-Egziabher ደስታ=Desta "
                 "መኮንን=Mekonnen ከበደ=Kebede አለሙ=Alemu ታደሰ=Tadesse",
     .latinScript = false, .marriageRenames = false},
};
// clang-format on

}  // namespace

std::span<const CultureText> cultureTexts() {
    return kCultures;
}

}  // namespace jim::apps::sample
