"""Given names: which are forms of one name, and which are names of their own, so that no slip makes one the other."""

# One entry per name, its further lines set in: its forms and short forms in every spelling. A word may be short for
# several names.
_FORMS = """
aaron aron arron ron
abdullah abdallah abdulla
abigail abby abbie abi gail
adam adem
adelina adele adela adelaide
adrian adrien adriano hadrian
adriana adrienne adrianna
agnieszka agnes agnese aga ines inez
ahmed ahmad ahmet achmed
aisha aysha ayesha aicha ayse aishah
albert alberto al bert albie berto
alejandra alexandra aleksandra alessandra oleksandra alex alexa sasha sascha sandra ale lexi lexie
alejandro alexander aleksandr alexandr aleksander alessandro alexandre alexandros aleksandar oleksandr alex alec
  alek sasha sascha sandro ale xander lex
alexei aleksei alexey aleksey alyosha oleksii
alfred alfredo alf fred freddy
alice alicia alisha ali
alina alena
amanda mandy
amelia amelie emelie
ana anna anne ann annie anya anja anka ania
anastasia anastasiia anastasiya nastya nastia stacy tasia
andrea andie andy dea
andreas andre andrei andrey andrew andres andrej andrzej andrii drew andy anders ondrej
angela angelika angelica angie angelina
anita aneta
annika anika
anthony antonio anton antoine tony toni antonis antonios antonin nino
antonia toni antonina antonella nella
arthur arturo artur art
barbara barb babs basia barbora
beatriz beatrice beatrix bea trixi trixie
benjamin ben benny benji beniamino
bernard bernhard bernardo bernd bernie
bogdan bohdan
bridget brigitte birgit brigitta
bruno brunello
camila camilla kamila camille milla cami
carl karl charles carlos carlo karel charlie chuck chaz karol carolus
carolina caroline karolina karoline carol caro carrie line lina
catalina katarina catherine katherine kathryn katharina katerina caterina ekaterina yekaterina kateryna kate katie
  kathy cathy kat katja katya kasia katarzyna kitty trina kati cat aikaterini
cecilia cecilie celia cilia cecile
charlotte carlotta charlie lotte lottie
christian kristian cristian chris christiaan cristiano
christina kristina cristina christine kristin kirsten christin chris chrissy tina krystyna kristine kirstin
christopher kristoffer christoph christophe cristobal christoffer krzysztof chris kit topher stoffel christoforos
claire clara klara chiara clare
claudia klaudia claudine
claudio claude klaus
clemens clement clemente klemens
concepcion concha conchita
constantin konstantin konstantinos constantine kostas costas kostya dinos
consuelo chelo
cornelia conny nelly
daniel dan danny dani daniele danilo danil daniil danylo
daniela danielle dani danika
david dave davide dawid davy
deborah debora debbie deb
denis dennis denys denise
diana diane dianna
dimitri dmitri dmitry dmitriy dimitris dimitrios dmytro dima mitya jimmy
dolores lola
dominik dominic dominique domenico dom nick mimmo
dorothea dorothee dorota dorothy dora thea dory
edward eduard eduardo edoardo ed eddie eddy ned ted edu lalo
eleanor eleonora elinor nora ellie nell lenore
elena helena helene helen yelena olena alyona lena lene eleni leni ellen nelly
elisabeth elizabeth elisabetta elisa elise liz lizzy lizzie beth betty eliza elsa else lisa lise liesl elzbieta
  bettina
emil emilio emile
emilia emily emilie milly
emmanuel manuel manu manolo emanuel manny emanuele manolis
enrique henry heinrich henri enrico hendrik henrik heinz harry hank rico quique henk heiko hal
erik eric erich rick
ernst ernest ernesto ernie
esther ester estera hester
eugene evgeny evgenii yevgeny yevgeniy evgeniy eugenio eugen gene zhenya jevgeni yevhen
eugenia evgenia yevgenia evgeniya eugenie zhenya jenia
eva eve ewa evi yeva evita
evan
fatima fatma fatimah fatemeh fati fatoumata
felix feliks felice
ferdinand fernando nando ferdi fernand fer
fernanda fer nanda
fernando nando fer
filip philip philipp felipe phil philippe filippo pip filippos
florian floriane flo florin
frances francesca francisca franziska francoise fran franzi frankie paqui paca cesca fanny
francis francisco francesco franz francois frank paco pancho paquito franco kiko curro chico frans franciszek
  frantisek
frederick friedrich federico frederik fred fritz freddie rico frederic fryderyk freddy
frederike friederike federica frederica frieda rike
gabriel gabriele gabe gabi
gabriela gabrielle gabriella gabi gaby
george georg jorge giorgio georges georgios giorgos yiorgos yorgos georgi georgy georgii jiri yuri yuriy yurii
  jurgen jorgen iurii yurij iuri joerg jorg jerzy jordi georgiy
georgia giorgia georgina gina georgie
gerald gerardo gerard gerhard gerd gerry jerry gert
giovanna joanna johanna jana jeanne jane joana juana jo gianna ivana ioanna hanne joanne janine janina jeannette
giovanni john johann johannes jean juan ivan jan joao hans yannis giannis ioannis yiannis yannick jon johnny jonny
  jack gianni jens jannis vanya janos hannes ioan ion yann juanito
giulia julia yulia juliya iuliia julie juliet juliette jules yuliya jule julka juli iulia
giuliano julian julien
giuseppe joseph jose josef josep pepe beppe peppe joe joey yusuf youssef yousef yosef jusuf yussuf zeki josip
  iosif pepito jozef jozsef jo yousuf
giuseppina josephine josefina josefine josie fina jo pepa
gregory gregor gregorio greg grigori grzegorz grigory grigoris grisha
guadalupe lupe lupita
guillermo william wilhelm guglielmo will bill billy willy liam willem guillaume willi memo wim bil guille
gustav gustavo gus gustaf
hanna hannah hana johanna
hassan hasan hassane
hugo hugh ugo hugues
hussein husain hussain husayn huseyin hossein
ian iain
ibrahim abraham ebrahim abe avi avraham brahim
ignacio ignatius nacho iñaki ignazio ignacy
igor ihor
ilse ilsa
irene irina irena iryna ira eirini rena
isabel isabella isabelle izabela isabela isa iza bella ysabel isobel
jacob jakob jacobo jakub giacomo jacques yakov jakov jake
jacqueline jackie jacky jaqueline
james jim jimmy jamie jaime jack
jasmin jasmine yasmin yasmine yasmina jazmin yasemin
javier xavier xavi javi saverio xaver
jennifer jenny jen jenni jenna
jeremy jeremiah jeremias jerry jeremie
jessica jess jessie jesse
joaquin joachim quim achim joaquim quino jochen
jonathan jonatan jon jonny yonatan nathan
joshua josh yoshua
judith judit judy edith
julio giulio julius jules
katrin kathrin catrin
kenneth ken kenny
khaled khalid kalid haled
kimberly kim kimberley kimmy
konrad conrad kurt
larisa larissa lara lora
laura laurie lauren lore laureen
laurence lawrence lorenzo laurent lars lorenz larry lauri lourenco renzo laurens laurenz
layla leila laila leyla lejla
leon leo leonardo leonard leonid lev leonhard lennart leonidas lenny len
leonie leona leonora
louis luis ludwig luigi lewis lou ludovic gigi lluis luiz lutz loic
louise luisa louisa lou luise lulu lluisa
lucas lukas luca luke luka luc lukasz lucca loukas
lucia lucy lucie luz lucille luzia lucija
magdalena madeleine magda lena madeline maddy magdalene malena leni
maja maya maia
malgorzata margaret margarita margherita margarete marguerite maggie meg peggy greta gretchen grete rita gosia
  margot margo marge daisy margit margarida maisie
marcel marcello
maria marie mary marija mariya maryam mariam masha marijke marita molly mari meryem mariia maryna mimi
mariana marianna marianne
marina maryna
mark marc marco marcos marko markus marcus marek marcin
martin marten martino maarten martijn marcin tino
martina martine tina
mathilde matilda tilda tilly mathilda matilde
matthew matthias mateo matteo mathias matheus mat matt matthieu mathieu matej mateusz matias matty mats matti hias
maurice mauricio moritz maurizio morris mauro
max maximilian maxim maxime maximiliano massimo maksim maximo massimiliano maxwell maks
mehdi mahdi
melanie mel melania
mercedes merche
mia
michael michel miguel michele mikhail michal michail mike mick micky mitch mischa misha mikael mihai mykhailo
  mihail mikkel michalis mikey miki micha
michaela michelle micaela michele mikaela shelly
milagros mila
milos miloš
miriam mirjam miri myriam
mohamed muhammad mohammed mohammad muhammed mohamad muhamed mehmet mamadou mo moe hamed mehmed mohamet muhamad
monica monika monique moni mona
mustafa mostafa moustafa mustapha
natalia natalie nathalie natasha nataliya talia nat nata nati natalja nataliia natascha
nathaniel nathan nate nathanael nat
nicholas nicolas nikolaus nikolai nicola nick nico niko klaus nikolay mykola nicolo niklas claus nikos nikolaos
  nicklas miklos mikolaj kolya nikola nicky
nicole nicola nicoletta nicky nikki niki coco nicolette nikol
nils niels
olga olha helga olya
oliver olivier ollie oli oliviero
olivia liv livia ollie
omar umar omer
oscar oskar ossi
pablo paul paolo pavel paulo pawel pol pauli paulus pavlos pasha pal paavo pau
pamela pam
patricia patrizia pat patty tricia trish patsy patrycja
patrick patrik patricio patrizio pat paddy patryk rick
paula paola paulina pauline pavla polly
pedro peter pietro pierre piotr petr pete piet petros pyotr petar petro per peer pieter perico petya petri
penelope penny pinelopi nelly
rachel raquel rahel rachele rae
rafael raphael raffaele rafa rafal rafi raphi raf
ramon raymond raimund ray raimundo raimondo mon
rebecca rebekah rebekka becky becca reba
reinhard reinhardt
renate renata
ricardo richard riccardo rick ricky rich dick richie rico ryszard dickie
robert roberto bob rob robbie bobby bert rupert robin ruprecht beto robby robb tito
roberta robin bobbie
rodrigo roderick rod rodi
roger ruediger rudiger rodger rogelio ruggero
roland rolando orlando rolf
rosalia lia
rose rosa rosie rosalie rosita roza rosalia rosalind rosario charo
rudolf rodolfo rudolph rudi rudy rodolphe rolf
sabrina brina
said saeed sayed syed saïd
salvador salvatore sal toto turi salva
samantha sam sammy
samuel sam sammy samuele shmuel sami samu samy
santiago tiago iago santi diego
sara sarah sally sarai zara
sean shawn shaun
sebastian sebastien bastian basti seb bastien sebastiano seba sebas
serge sergei sergey sergio sergiy serhii sergii serhiy serezha
silvia sylvia sylvie silvie sylwia silva
simon shimon semyon szymon simeon
simone simona
sofia sophie sophia zofia sonja sonia sonya sofie sofya sofi fia sofija
stanislav stanislaw stas stan stanislao
stefan stephan stephen steven stefano steve etienne esteban stepan stefanos stevie szczepan steffen stef esteve
  istvan fane
stefanie stephanie stefania steffi steph estefania stefanija stevie stef stefi fanny
susanne susan susana susanna suzanne sue susi suzy susie zuzanna zsuzsanna sanna sanne zuza suse susann suzana
sven svein
svetlana sveta svitlana lana
tatiana tanya tatjana tania tanja tatyana taniya tetiana
teresa theresa therese tess tessa tere resi terry terezia tereza thérèse theresia maite
theodore theodor teodoro fyodor fedor teo theo ted todor fjodor teddy thodoris theodoros
thomas tomas tom tommy tommaso tomasz thom tomaso tomek tomi tomaz
timothy timo tim timotheus timmy timofey timothee
ulrich uli ulli udo
ulrike uli ulli rike
ursula uschi ulla orsola urszula
valentin valentino val valentyn valya
valentina valya vale tina
valeria valerie valeriya val valery lera vale valeriia
vanessa nessa vani
veronica veronika veronique vero roni nika ronnie
victor viktor vittorio vic vitor
victoria viktoria vicky vicki vittoria viktoriya vika tori viki viktorija viktoriia
vincent vincenzo vicente vince vinzenz vinny enzo vincente
virginia ginny virginie gina
vladimir volodymyr vladimír volodya vova wladimir vlad vladymyr
walter valter walt wally gualtiero
werner verner
wolfgang wolf wolfie
xenia ksenia kseniya oksana ksenija aksinya xenya kseniia oxana
yasin yassin yassine yacine yaseen
yevhenia yevgenia
zachary zacharias zach zack zak zachariah
zainab zeynep zaynab zeinab
zoe zoi
zuzana zuzanna
"""
# Given names that are forms of nothing above, yet are one letter from another.
_ALONE = """
ada adil agata alan alba alma amal amir amira amina amin anders aria arianna ariana arne astrid aurora ayla aylin aya
bianca bjorn brian carla carmen celine celina cem clarissa clio corinna corina cora dalia damian damien dario daria
  dariusz dean deniz dilara
dina dirk donna doris dylan eda edda elia elias elif elin elina elio elke elvira emir emre enes esra eren erika
  erica ethan fabian fabio fabiola
farah farid farida fiona finn flora floris frida gareth gemma gino gisela giselle gloria grace gonzalo guido gunter
  hakan halil hamid hamza hans hana
harald hatice heidi hilda holger ida idris ilaria ilya imran inga inge ingrid iris isla ismail ivo ivona ivy jade
  jamal jamila jana janna janik jannik jasper jelena
joel jolie jonas jorn josh joy juna june kaan kai karen karim karima karin karina karla katrina kara kay kevin kian
  kilian lana latifa lea leah lia liam lida
lila lilia lilian liliana lillian lily lilly lina linda linus lisanne loretta lorena lorna luana luna lydia mads
  malik malin mara marlene marlon marisa maris marit marius mario
marielle mariella marlies marta martha mathis mauricio melina melissa melek merle milan milena mila mina mira
  miranda mirella mirko mona moses murat myra nadia nadine nadja nala
naomi nele nelson nesrin neven nia niamh nikita nina nino noa noah noel noelle nour nura nuria ole olaf omid orla
  otto ozan pascal pascale paloma pia pilar priya raj rajesh
rania raul regina reza rihanna robyn rocco rohan romeo romina ronja roxana ruben ruth ryan sabina sabine saif salma
  salim samir samira sandeep santino selin selina selma sena serena
sergej shirin sibel sidney sienna sigrid silke silas sina siri skye soraya stella steven sunil svea svenja tamara
  tara tarek tariq taylor thea till tilo tina tobias tomke tove tristan
tuba tyler umut uwe vera vida viola violeta vivian viviana vito volker wanda wassim wiebke wim xander yana yara
  yaren yusra yvonne yvette zahra zaid zara zeno zina zoya alisa alissa
alva anton antonella arda arno arya asli asya ava ayan ayana bela bella ben berat beren burak can ceren cihan dana
  danica dara dunja ebru ece edina elena elisa elsa ema emina enya erin
esma eva fadi fanni fatih femke ferhat fynn gina gizem gul hadi halima hannes hector henning ines iman ina irem isra
  ivana jara jari jaro jella jill joris jule jost kadir kaya kemal
kerem kerim kira kristof lale lara lars leif lena leni lenja levi levin lian lilou lino lio liv livia lotta luan
  lucian lutz maira malia malte maya mats mattis melisa meral merve mete
mika milo mona nando naila nail nela nika nils noemi nora norah nova oona orhan pau pepe petra rana rayan rita
  rosanna sami sana sanja sera silvan sofian sonja tarik timur tuana yael
yasar yigit yunus zehra zelda vivien marcella marcela martinez mirela mirjana mirna nadiya neil niall norman oriol
  pedra raisa ralf ralph rosalba rolf samara selene senna shira stefana
"""
FORMS: tuple[tuple[str, ...], ...] = tuple(
    tuple(line.split()) for line in _FORMS.strip().replace("\n ", "").split("\n")
)
ALONE: tuple[str, ...] = tuple(_ALONE.split())
