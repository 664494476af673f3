// The words of the printed invitation, in all languages at once: the page may be in one and the invitation in the other.
import type { Locale } from '../../language/languages.ts';

const swedish = {
  heading: 'Inbjudan till distansmöte',
  enterFrom: 'Du kan gå in från 30 minuter före.',
  callId: 'Samtals-ID',
  byBrowser: 'Med dator, surfplatta eller mobil',
  goTo: 'Skriv adressen i webbläsaren:',
  typeNumber: 'Tryck på Anslut och skriv samtals-ID',
  typeName: 'Skriv ditt namn och tryck på Anslut.',
  qrCode: 'Eller rikta mobilens kamera hit.',
  byPhone: 'Med telefon',
  call: 'Ring',
  enter: 'Ange därefter',
  byRoom: 'Med videokonferenssystem',
  dial: 'Ring upp',
  keep: 'Lämna inte uppgifterna vidare till någon som inte ska vara med. Mötet spelas inte in.',
  attendance: 'Den som leder mötet kan se efteråt vilka som var med, och när.',
};

export type SheetWords = typeof swedish;

const english: SheetWords = {
  heading: 'Invitation to a remote meeting',
  enterFrom: 'You can enter from 30 minutes before.',
  callId: 'Call ID',
  byBrowser: 'By computer, tablet or mobile',
  goTo: 'Type this address in a web browser:',
  typeNumber: 'Choose Anslut (Join) and enter the call ID',
  typeName: 'Enter your name and choose Anslut (Join).',
  qrCode: 'Or point the camera of your phone here.',
  byPhone: 'By phone',
  call: 'Call',
  enter: 'Then enter',
  byRoom: 'By videoconferencing system',
  dial: 'Dial',
  keep: 'Do not pass this on to anybody who is not to take part. The meeting is not recorded.',
  attendance: 'Whoever leads the meeting can see afterwards who took part, and when.',
};

const finnish: SheetWords = {
  heading: 'Kutsu etätapaamiseen',
  enterFrom: 'Voit liittyä 30 minuuttia ennen.',
  callId: 'Tapaamistunnus (samtals-ID)',
  byBrowser: 'Tietokoneella, tabletilla tai puhelimella',
  goTo: 'Kirjoita osoite selaimeen:',
  typeNumber: 'Paina Liity (Anslut) ja kirjoita tapaamistunnus',
  typeName: 'Kirjoita nimesi ja paina Liity (Anslut).',
  qrCode: 'Tai suuntaa puhelimen kamera tähän.',
  byPhone: 'Puhelimella',
  call: 'Soita',
  enter: 'Näppäile sitten',
  byRoom: 'Videoneuvottelulaitteella',
  dial: 'Soita',
  keep: 'Älä anna näitä tietoja kenellekään, joka ei osallistu. Tapaamista ei tallenneta.',
  attendance: 'Tapaamisen vetäjä näkee jälkikäteen, ketkä olivat mukana ja milloin.',
};

const arabic: SheetWords = {
  heading: 'دعوة إلى اجتماع عن بُعد',
  enterFrom: 'يمكنك الدخول قبل الموعد بـ 30 دقيقة.',
  callId: 'رقم الاجتماع (samtals-ID)',
  byBrowser: 'بالحاسوب أو اللوحي أو الهاتف',
  goTo: 'اكتب العنوان في المتصفح:',
  typeNumber: 'اضغط انضمام (Anslut) واكتب رقم الاجتماع',
  typeName: 'اكتب اسمك واضغط انضمام (Anslut).',
  qrCode: 'أو وجِّه كاميرا الهاتف إلى هنا.',
  byPhone: 'بالهاتف',
  call: 'اتصل بالرقم',
  enter: 'ثم اضغط',
  byRoom: 'بنظام مؤتمرات الفيديو',
  dial: 'اتصل بـ',
  keep: 'لا تعطِ هذه المعلومات لمن لن يشارك في الاجتماع. لا يتم تسجيل الاجتماع.',
  attendance: 'يمكن لمدير الاجتماع أن يرى لاحقًا من شارك ومتى.',
};

const somali: SheetWords = {
  heading: 'Martiqaad kulan fog',
  enterFrom: 'Waxaad geli kartaa 30 daqiiqo ka hor.',
  callId: 'Lambarka kulanka (samtals-ID)',
  byBrowser: 'Kombiyuutar, tablet ama telefoon',
  goTo: 'Biraawsarka ku qor ciwaanka:',
  typeNumber: 'Taabo Ku biir (Anslut) oo qor lambarka kulanka',
  typeName: 'Qor magacaaga oo taabo Ku biir (Anslut).',
  qrCode: 'Ama kamarada telefoonka halkan ku jeedi.',
  byPhone: 'Telefoon',
  call: 'Wac',
  enter: 'Kadibna garaac',
  byRoom: 'Nidaamka shirarka fiidiyowga',
  dial: 'Wac',
  keep: 'Xogtan ha siin qof aan ka qaybgelayn. Kulanka lama duubo.',
  attendance: 'Hoggaamiyaha kulanku wuxuu hadhow arki karaa cidda joogtay iyo goorta.',
};

const persian: SheetWords = {
  heading: 'دعوت به جلسهٔ از راه دور',
  enterFrom: 'از 30 دقیقه پیش از آن می‌توانید وارد شوید.',
  callId: 'شمارهٔ جلسه (samtals-ID)',
  byBrowser: 'با رایانه، تبلت یا تلفن',
  goTo: 'این نشانی را در مرورگر بنویسید:',
  typeNumber: 'ورود به جلسه (Anslut) را فشار دهید و شمارهٔ جلسه را بنویسید',
  typeName: 'نام خود را بنویسید و ورود به جلسه (Anslut) را فشار دهید.',
  qrCode: 'یا دوربین تلفن را به اینجا بگیرید.',
  byPhone: 'با تلفن',
  call: 'زنگ بزنید به',
  enter: 'سپس فشار دهید',
  byRoom: 'با سامانهٔ کنفرانس ویدیویی',
  dial: 'تماس با',
  keep: 'این اطلاعات را به کسی که شرکت نمی‌کند ندهید. جلسه ضبط نمی‌شود.',
  attendance: 'گردانندهٔ جلسه بعداً می‌بیند چه کسانی و چه زمانی شرکت کردند.',
};

const ukrainian: SheetWords = {
  heading: 'Запрошення на зустріч на відстані',
  enterFrom: 'Увійти можна за 30 хвилин до початку.',
  callId: 'Номер зустрічі (samtals-ID)',
  byBrowser: 'З комп’ютера, планшета або телефону',
  goTo: 'Введіть адресу в браузері:',
  typeNumber: 'Натисніть «Приєднатися» (Anslut) і введіть номер зустрічі',
  typeName: 'Напишіть своє ім’я й натисніть «Приєднатися» (Anslut).',
  qrCode: 'Або наведіть сюди камеру телефону.',
  byPhone: 'Телефоном',
  call: 'Зателефонуйте',
  enter: 'Потім наберіть',
  byRoom: 'Із системи відеоконференцій',
  dial: 'Наберіть',
  keep: 'Не передавайте ці дані тим, хто не братиме участі. Зустріч не записується.',
  attendance: 'Ведучий зустрічі потім бачить, хто й коли був присутній.',
};

const polish: SheetWords = {
  heading: 'Zaproszenie na spotkanie na odległość',
  enterFrom: 'Możesz wejść od 30 minut wcześniej.',
  callId: 'Numer spotkania (samtals-ID)',
  byBrowser: 'Komputerem, tabletem lub telefonem',
  goTo: 'Wpisz adres w przeglądarce:',
  typeNumber: 'Naciśnij Dołącz (Anslut) i wpisz numer spotkania',
  typeName: 'Wpisz imię i nazwisko i naciśnij Dołącz (Anslut).',
  qrCode: 'Albo skieruj tu aparat telefonu.',
  byPhone: 'Przez telefon',
  call: 'Zadzwoń pod',
  enter: 'Potem wybierz',
  byRoom: 'Z systemu wideokonferencji',
  dial: 'Zadzwoń pod',
  keep: 'Nie podawaj tych informacji nikomu, kto nie bierze udziału. Spotkanie nie jest nagrywane.',
  attendance: 'Osoba prowadząca zobaczy potem, kto i kiedy brał udział.',
};

export const sheetWords: Record<Locale, SheetWords> = {
  sv: swedish,
  en: english,
  fi: finnish,
  ar: arabic,
  so: somali,
  fa: persian,
  uk: ukrainian,
  pl: polish,
};
