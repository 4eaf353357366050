import { searchText } from './search-text.ts';

const folded = (...lists: string[]): ReadonlySet<string> =>
  new Set(
    lists
      .join(',')
      .split(',')
      .map((phrase) => searchText(phrase))
      .filter((phrase) => phrase !== ''),
  );
const foldedWords = (...lists: string[]): ReadonlySet<string> => new Set([...folded(...lists)].flatMap((phrase) => phrase.split(' ')));

/** In all lists: fr, en, es, pt, de, ar. Phrases stand between commas and are compared folded. */

/** What people write around a question; alone it asks nothing. */
export const courtesies = folded(
  'bonjour,bonsoir,salut,coucou,bjr,slt,merci,merci beaucoup,merci bien,merci d’avance,bonne journée,bonne soirée,au revoir,svp,stp,s’il vous plaît,s’il te plaît,madame,monsieur,à bientôt,de rien',
  'hello,hi,hey,hi there,hello there,good morning,good afternoon,good evening,thanks,thank you,thank you very much,thanks a lot,thx,please,bye,goodbye,have a nice day,you’re welcome',
  'hola,buenas,buenos días,buen día,buenas tardes,buenas noches,gracias,muchas gracias,por favor,adiós,hasta luego,de nada',
  'olá,oi,bom dia,boa tarde,boa noite,obrigado,obrigada,muito obrigado,muito obrigada,por favor,tchau,até logo',
  'hallo,guten tag,guten morgen,guten abend,moin,servus,grüß gott,danke,danke schön,dankeschön,vielen dank,bitte,bitte schön,tschüss,auf wiedersehen',
  'مرحبا,أهلا,أهلا وسهلا,السلام عليكم,السلام عليكم ورحمة الله,السلام عليكم ورحمة الله وبركاته,وعليكم السلام,سلام,صباح الخير,مساء الخير,شكرا,شكرا جزيلا,شكرا لكم,من فضلك,من فضلكم,لو سمحت,لو سمحتم,مع السلامة',
);

/** Consent: an answer where something was offered, else the end of a talk. */
export const consents = folded(
  'ok,okay,d’accord,dac,ça marche,oui,ouais,oui merci,super,parfait,très bien,volontiers,je veux bien,entendu,génial',
  'yes,yeah,yep,sure,yes please,ok thanks,great,perfect,fine,alright,got it,cool',
  'sí,vale,claro,de acuerdo,perfecto,muy bien,genial,sí gracias',
  'sim,claro,tá bom,está bem,perfeito,muito bem,ótimo,beleza',
  'ja,gerne,klar,alles klar,in ordnung,perfekt,super,ja gerne,ja bitte',
  'نعم,أجل,حسنا,طيب,تمام,موافق,أكيد,ممتاز,ايوه',
);

/** Beginnings that go on with what was talked about, where little follows. */
export const connectives = folded(
  'et,mais,ou bien,ou alors,alors,donc,sinon,aussi,du coup,même,pareil',
  'and,but,or,so,then,also,same,what if',
  'y,e,pero,entonces,también,igual',
  'mas,então,também,e se',
  'und,aber,oder,dann,auch',
  'و,أو,لكن,طيب,وماذا,وكم,وهل,ومتى,وأين,وكيف,ولماذا,وإذا,وفي,ومن,وما',
);

/** The same, whatever follows. */
export const elliptic = folded(
  'et pour,et avec,et sans,et à,et en,et dans,et chez,et si,qu’en est-il,et qu’en est-il,quid',
  'what about,and what about,how about,and how about,and for,and with,and without,and in,and on,and at,and to,and if,and from',
  'y para,y con,y sin,y en,y si,qué tal,y qué tal',
  'e para,e pra,e com,e sem,e em,e no,e na,e nos,e nas,e aos,e quanto a,e quanto ao,e se for',
  'und für,und mit,und ohne,und in,und im,und am,und wenn,was ist mit,und was ist mit,wie sieht es mit,wie sieht es aus mit,wie ist es mit',
  'ماذا عن,وماذا عن,وبالنسبة,بالنسبة',
);

/** Words that point back to something said. */
export const pointers = foldedWords(
  'ça,cela,celui,celle,ceux,celles,il,elle,ils,elles,en,y,lui,leur,ci,dedans,là-dessus',
  'it,that,this,those,these,they,them,its,one,ones,there,he,she',
  'eso,esa,ese,esto,esta,este,esos,esas,ello,ellos,ellas,lo,la,los,las',
  'isso,isto,esse,essa,este,esta,ele,ela,eles,elas,aquilo,dele,dela,nele,nela',
  'das,dies,diese,dieser,dieses,es,sie,er,davon,dafür,damit,dazu,daran,dort,denn',
  'هذا,هذه,ذلك,تلك,هو,هي,هم,فيه,فيها,منه,منها,عنه,عنها,له,لها,به,بها,عليه,عليها,هناك',
);

/** Words that say when, how much or which of it, but not of what. */
export const attributes = foldedWords(
  'combien,coûte,coûtent,coûter,prix,tarif,tarifs,cher,chère,taille,tailles,couleur,couleurs,durée,dure,délai,délais,temps,disponible,dispo,gratuit,gratuite,payant,fois,heure,quelle heure,jour,jours,lundi,mardi,mercredi,jeudi,vendredi,samedi,dimanche,demain,aujourd’hui,hier,soir,matin,midi,week-end,semaine,maintenant,personne,personnes',
  'cost,costs,price,prices,much,many,long,far,size,sizes,colour,color,colours,colors,available,free,time,monday,tuesday,wednesday,thursday,friday,saturday,sunday,mondays,tuesdays,wednesdays,thursdays,fridays,saturdays,sundays,tomorrow,today,tonight,morning,evening,weekend,weekends,week,now,people,person',
  'cuesta,cuestan,precio,precios,vale,tarifa,talla,tallas,color,colores,tarda,tardan,plazo,disponible,gratis,tiempo,hora,lunes,martes,miércoles,jueves,viernes,sábado,sábados,domingo,domingos,mañana,hoy,tarde,noche,fin,semana,ahora,persona,personas',
  'custa,custam,preço,preços,tamanho,tamanhos,cor,cores,demora,prazo,disponível,grátis,tempo,hora,horas,segunda,terça,quarta,quinta,sexta,feira,sábado,sábados,domingo,domingos,amanhã,hoje,manhã,noite,fim,semana,agora,pessoa,pessoas',
  'kostet,kosten,preis,preise,teuer,größe,größen,farbe,farben,lange,dauert,verfügbar,kostenlos,zeit,uhr,montag,dienstag,mittwoch,donnerstag,freitag,samstag,sonntag,montags,dienstags,mittwochs,donnerstags,freitags,samstags,sonntags,morgen,heute,abend,wochenende,woche,jetzt,person,personen',
  'السعر,سعر,ثمن,الثمن,بكم,تكلفة,التكلفة,يكلف,تكلف,المقاس,اللون,المدة,مدة,متوفر,متاح,مجاني,مجانا,الوقت,ساعة,الساعة,يوم,أيام,الأحد,الاثنين,الثلاثاء,الأربعاء,الخميس,الجمعة,السبت,غدا,اليوم,مساء,صباحا,الأسبوع,الآن,شخص,أشخاص,للأحد',
);

/** Words that hold sentences together, question words among them. */
export const functionWords = foldedWords(
  'le,la,les,l,un,une,des,de,d,du,au,aux,à,a,ce,c,cet,cette,ces,mon,ma,mes,ton,votre,vos,notre,nos,son,sa,ses,je,j,tu,on,nous,vous,me,m,te,t,se,s,qui,que,qu,quoi,quel,quelle,quels,quelles,où,quand,comment,pourquoi,est,sont,être,avez,avons,ai,as,ont,avoir,y,il,pour,par,avec,sans,dans,sur,sous,chez,vers,si,ne,n,pas,plus,moins,très,tout,tous,toute,toutes,faut,peut,peux,pouvez,puis,fait,faire,va,vont,allez,bien,encore,toujours,ca,est-ce',
  'the,a,an,of,to,in,on,at,by,for,with,from,without,about,into,i,you,we,my,your,our,their,me,us,is,are,am,was,be,been,do,does,did,have,has,had,can,could,will,would,should,may,what,which,who,whom,where,when,why,how,if,not,no,any,some,all,more,less,very,too,please,s,t,re,ve,m,ll,d,get',
  'el,la,los,las,un,una,unos,unas,de,del,al,a,en,por,para,con,sin,sobre,mi,mis,tu,su,sus,nuestro,yo,tú,usted,ustedes,me,te,se,nos,que,qué,quién,cuál,cuáles,cuánto,cuánta,cuántos,cuántas,dónde,cuándo,cómo,es,son,está,están,hay,ser,tiene,tienen,tengo,puede,pueden,puedo,si,no,más,menos,muy,todo,todos,hacen,hace',
  'o,a,os,as,um,uma,uns,umas,de,do,da,dos,das,em,no,na,nos,nas,ao,à,por,pelo,pela,para,pra,com,sem,sobre,meu,minha,seu,sua,eu,você,vocês,me,se,nós,que,quê,quem,qual,quais,quanto,quanta,quantos,quantas,onde,quando,como,é,são,está,estão,há,ser,tem,têm,tenho,pode,podem,posso,não,mais,menos,muito,todo,todos',
  'der,die,das,den,dem,des,ein,eine,einen,einem,einer,von,vom,zu,zum,zur,in,im,an,am,auf,bei,für,mit,ohne,über,um,nach,aus,mein,meine,ihr,ihre,euer,unser,ich,du,wir,mich,mir,sich,uns,was,wer,wie,wo,wann,warum,welche,welcher,welches,wieviel,viel,viele,ist,sind,bin,hat,haben,habt,kann,können,könnt,gibt,wird,werden,nicht,kein,keine,mehr,sehr,alle,man,so',
  'في,من,إلى,على,عن,مع,بدون,ما,ماذا,من,متى,أين,كيف,لماذا,كم,هل,أي,أنا,أنت,نحن,أنتم,كان,يكون,هناك,يوجد,عند,عندكم,لديكم,لكم,لي,لا,ليس,إذا,أن,التي,الذي,كل,ممكن,يمكن,يمكنني',
);
