// What the invitation says, in each language that it can be in. Whoever gets it may find the page in another language, so the button is named in Swedish too.
import type { Invitation } from '@distansmote/shared/httpApi.ts';

export type InvitationLanguage = Invitation['language'];

export interface InvitationWords {
  heading: string;
  time: (when: string, minutes: number) => string;
  callId: string;
  byBrowser: string;
  goTo: (address: string, callId: string) => string;
  orOpen: string;
  byPhone: string;
  call: (phoneNumber: string, keys: string) => string;
  byRoom: string;
  dial: (address: string) => string;
  confirmByLink: string;
  confirmByNumber: string;
  keep: string;
  attendance: string;
}

export const INVITATION_WORDS: Record<InvitationLanguage, InvitationWords> = {
  sv: {
    heading: 'Inbjudan till distansmöte',
    time: (when, minutes) => `Tid: ${when}. Du kan gå in från ${minutes} minuter före.`,
    callId: 'Samtals-ID',
    byBrowser: 'Med webbläsare (Chrome, Edge, Firefox eller Safari; inget behöver installeras)',
    goTo: (address, callId) =>
      `Skriv adressen ${address} i webbläsaren, välj Anslut och skriv samtals-ID ${callId}`,
    orOpen: 'Eller öppna länken:',
    byPhone: 'Med telefon',
    call: (phoneNumber, keys) => `Ring ${phoneNumber}, ange därefter ${keys}`,
    byRoom: 'Med videokonferenssystem',
    dial: (address) => `Ring upp videoadressen ${address}`,
    confirmByLink:
      'Öppna länken eller skriv samtals-ID redan nu, och bekräfta att du fått inbjudan.',
    confirmByNumber: 'Skriv samtals-ID redan nu, och bekräfta att du fått inbjudan.',
    keep: 'Lämna inte uppgifterna vidare till någon som inte ska vara med.',
    attendance: 'Den som leder mötet kan se efteråt vilka som var med, och när.',
  },
  en: {
    heading: 'Invitation to a remote meeting',
    time: (when, minutes) => `Time: ${when}. You can enter from ${minutes} minutes before.`,
    callId: 'Call ID',
    byBrowser: 'By web browser (Chrome, Edge, Firefox or Safari; nothing to install)',
    goTo: (address, callId) =>
      `Type the address ${address}, choose Anslut (Join), and type the call ID ${callId}`,
    orOpen: 'Or open the link:',
    byPhone: 'By phone',
    call: (phoneNumber, keys) => `Call ${phoneNumber}, then enter ${keys}`,
    byRoom: 'By videoconferencing system',
    dial: (address) => `Dial the video address ${address}`,
    confirmByLink:
      'Open the link or type the call ID now, and confirm that you have the invitation.',
    confirmByNumber: 'Type the call ID now, and confirm that you have the invitation.',
    keep: 'Do not pass this on to anybody who is not to take part.',
    attendance: 'Whoever leads the meeting can see afterwards who took part, and when.',
  },
  fi: {
    heading: 'Kutsu etätapaamiseen',
    time: (when, minutes) => `Aika: ${when}. Voit liittyä ${minutes} minuuttia ennen.`,
    callId: 'Tapaamistunnus (samtals-ID)',
    byBrowser: 'Selaimella (Chrome, Edge, Firefox tai Safari; mitään ei tarvitse asentaa)',
    goTo: (address, callId) =>
      `Kirjoita selaimeen osoite ${address}, valitse Liity (Anslut) ja kirjoita tapaamistunnus ${callId}`,
    orOpen: 'Tai avaa linkki:',
    byPhone: 'Puhelimella',
    call: (phoneNumber, keys) => `Soita ${phoneNumber}, näppäile sitten ${keys}`,
    byRoom: 'Videoneuvottelulaitteella',
    dial: (address) => `Soita video-osoitteeseen ${address}`,
    confirmByLink: 'Avaa linkki tai kirjoita tapaamistunnus jo nyt, ja vahvista, että sait kutsun.',
    confirmByNumber: 'Kirjoita tapaamistunnus jo nyt, ja vahvista, että sait kutsun.',
    keep: 'Älä anna näitä tietoja kenellekään, joka ei osallistu.',
    attendance: 'Tapaamisen vetäjä näkee jälkikäteen, ketkä olivat mukana ja milloin.',
  },
  ar: {
    heading: 'دعوة إلى اجتماع عن بُعد',
    time: (when, minutes) => `الوقت: ${when}. يمكنك الدخول قبل الموعد بـ ${minutes} دقيقة.`,
    callId: 'رقم الاجتماع (samtals-ID)',
    byBrowser: 'بالمتصفح (Chrome أو Edge أو Firefox أو Safari؛ لا حاجة إلى تثبيت أي برنامج)',
    goTo: (address, callId) =>
      `اكتب العنوان ${address} في المتصفح، واختر انضمام (Anslut)، واكتب رقم الاجتماع ${callId}`,
    orOpen: 'أو افتح الرابط:',
    byPhone: 'بالهاتف',
    call: (phoneNumber, keys) => `اتصل بالرقم ${phoneNumber}، ثم اضغط ${keys}`,
    byRoom: 'بنظام مؤتمرات الفيديو',
    dial: (address) => `اتصل بعنوان الفيديو ${address}`,
    confirmByLink: 'افتح الرابط أو اكتب رقم الاجتماع الآن، وأكِّد أنك استلمت الدعوة.',
    confirmByNumber: 'اكتب رقم الاجتماع الآن، وأكِّد أنك استلمت الدعوة.',
    keep: 'لا تعطِ هذه المعلومات لمن لن يشارك في الاجتماع.',
    attendance: 'يمكن لمدير الاجتماع أن يرى لاحقًا من شارك ومتى.',
  },
  so: {
    heading: 'Martiqaad kulan fog',
    time: (when, minutes) =>
      `Waqtiga: ${when}. Waxaad geli kartaa laga bilaabo ${minutes} daqiiqo ka hor.`,
    callId: 'Lambarka kulanka (samtals-ID)',
    byBrowser: 'Biraawsar (Chrome, Edge, Firefox ama Safari; waxba looma baahna in la rakibo)',
    goTo: (address, callId) =>
      `Biraawsarka ku qor ciwaanka ${address}, dooro Ku biir (Anslut), oo qor lambarka kulanka ${callId}`,
    orOpen: 'Ama fur xiriiriyaha:',
    byPhone: 'Telefoon',
    call: (phoneNumber, keys) => `Wac ${phoneNumber}, kadibna garaac ${keys}`,
    byRoom: 'Nidaamka shirarka fiidiyowga',
    dial: (address) => `Wac ciwaanka fiidiyowga ${address}`,
    confirmByLink:
      'Hadda fur xiriiriyaha ama qor lambarka kulanka, oo xaqiiji inaad heshay martiqaadka.',
    confirmByNumber: 'Hadda qor lambarka kulanka, oo xaqiiji inaad heshay martiqaadka.',
    keep: 'Xogtan ha siin qof aan ka qaybgelayn.',
    attendance: 'Hoggaamiyaha kulanku wuxuu hadhow arki karaa cidda joogtay iyo goorta.',
  },
  fa: {
    heading: 'دعوت به جلسهٔ از راه دور',
    time: (when, minutes) => `زمان: ${when}. از ${minutes} دقیقه پیش از آن می‌توانید وارد شوید.`,
    callId: 'شمارهٔ جلسه (samtals-ID)',
    byBrowser: 'با مرورگر (Chrome، Edge، Firefox یا Safari؛ نصب چیزی لازم نیست)',
    goTo: (address, callId) =>
      `نشانی ${address} را در مرورگر بنویسید، ورود به جلسه (Anslut) را انتخاب کنید و شمارهٔ جلسه ${callId} را بنویسید`,
    orOpen: 'یا این پیوند را باز کنید:',
    byPhone: 'با تلفن',
    call: (phoneNumber, keys) => `به ${phoneNumber} زنگ بزنید، سپس ${keys} را فشار دهید`,
    byRoom: 'با سامانهٔ کنفرانس ویدیویی',
    dial: (address) => `با نشانی ویدیوی ${address} تماس بگیرید`,
    confirmByLink:
      'همین حالا پیوند را باز کنید یا شمارهٔ جلسه را بنویسید، و دریافت دعوت‌نامه را تأیید کنید.',
    confirmByNumber: 'همین حالا شمارهٔ جلسه را بنویسید، و دریافت دعوت‌نامه را تأیید کنید.',
    keep: 'این اطلاعات را به کسی که شرکت نمی‌کند ندهید.',
    attendance: 'گردانندهٔ جلسه بعداً می‌بیند چه کسانی و چه زمانی شرکت کردند.',
  },
  uk: {
    heading: 'Запрошення на зустріч на відстані',
    time: (when, minutes) => `Час: ${when}. Увійти можна за ${minutes} хвилин до початку.`,
    callId: 'Номер зустрічі (samtals-ID)',
    byBrowser: 'У браузері (Chrome, Edge, Firefox або Safari; нічого не треба встановлювати)',
    goTo: (address, callId) =>
      `Введіть у браузері адресу ${address}, виберіть «Приєднатися» (Anslut) і введіть номер зустрічі ${callId}`,
    orOpen: 'Або відкрийте посилання:',
    byPhone: 'Телефоном',
    call: (phoneNumber, keys) => `Зателефонуйте ${phoneNumber}, потім наберіть ${keys}`,
    byRoom: 'Із системи відеоконференцій',
    dial: (address) => `Наберіть відеоадресу ${address}`,
    confirmByLink:
      'Відкрийте посилання або введіть номер зустрічі вже зараз і підтвердьте, що запрошення отримано.',
    confirmByNumber: 'Введіть номер зустрічі вже зараз і підтвердьте, що запрошення отримано.',
    keep: 'Не передавайте ці дані тим, хто не братиме участі.',
    attendance: 'Ведучий зустрічі потім бачить, хто й коли був присутній.',
  },
  pl: {
    heading: 'Zaproszenie na spotkanie na odległość',
    time: (when, minutes) => `Czas: ${when}. Możesz wejść od ${minutes} minut wcześniej.`,
    callId: 'Numer spotkania (samtals-ID)',
    byBrowser: 'W przeglądarce (Chrome, Edge, Firefox lub Safari; nic nie trzeba instalować)',
    goTo: (address, callId) =>
      `Wpisz w przeglądarce adres ${address}, wybierz Dołącz (Anslut) i wpisz numer spotkania ${callId}`,
    orOpen: 'Albo otwórz link:',
    byPhone: 'Przez telefon',
    call: (phoneNumber, keys) => `Zadzwoń pod ${phoneNumber}, potem wybierz ${keys}`,
    byRoom: 'Z systemu wideokonferencji',
    dial: (address) => `Zadzwoń pod adres wideo ${address}`,
    confirmByLink:
      'Już teraz otwórz link lub wpisz numer spotkania i potwierdź otrzymanie zaproszenia.',
    confirmByNumber: 'Już teraz wpisz numer spotkania i potwierdź otrzymanie zaproszenia.',
    keep: 'Nie podawaj tych informacji nikomu, kto nie bierze udziału.',
    attendance: 'Osoba prowadząca zobaczy potem, kto i kiedy brał udział.',
  },
};
