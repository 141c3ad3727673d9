/** The words for the person in front of the camera: short, kind, plain, by failure code and language. */
import type { FailureCode } from './failure.ts';

/** English, and Arabic, the language of Faceki's home market. */
export const languages = ['en', 'ar'] as const;
export type Language = (typeof languages)[number];

/** What to tell the person; always ready to be shown. */
export function adviceFor(code: FailureCode, language: Language): string {
  return words[code][language];
}

const retakeDocument = {
  en: 'Please photograph the original document again: flat, sharp, without glare, with all four corners in the picture.',
  ar: 'يرجى تصوير المستند الأصلي مرة أخرى: على سطح مستوٍ، وبوضوح، ومن دون انعكاس للضوء، مع ظهور الزوايا الأربع كلها.',
};
const laterPlease = {
  en: 'Something is not working on our side. Please try again in a few minutes.',
  ar: 'هناك عطل من جانبنا. يرجى المحاولة مرة أخرى بعد بضع دقائق.',
};
const contactSupport = {
  en: 'This cannot be completed right now. Please contact support.',
  ar: 'لا يمكن إتمام هذا الآن. يرجى التواصل مع الدعم.',
};
const newLink = {
  en: 'This link does not work any more. Please ask for a new one.',
  ar: 'لم يعد هذا الرابط صالحًا. يرجى طلب رابط جديد.',
};

const words: Readonly<Record<FailureCode, Readonly<Record<Language, string>>>> = {
  FACE_NOT_FOUND: {
    en: 'We could not see a face. Please look straight into the camera and take the photo again.',
    ar: 'لم نتمكن من رؤية وجه. يرجى النظر مباشرة إلى الكاميرا والتقاط الصورة مرة أخرى.',
  },
  FACE_CROPPED: {
    en: 'Move a little further away so that your whole face is in the picture.',
    ar: 'ابتعد قليلًا حتى يظهر وجهك كاملًا في الصورة.',
  },
  FACE_TOO_CLOSE: {
    en: 'You are very close. Please move a little further away.',
    ar: 'أنت قريب جدًا. يرجى الابتعاد قليلًا.',
  },
  FACE_CLOSE_TO_BORDER: {
    en: 'Please place your face in the middle of the picture.',
    ar: 'يرجى وضع وجهك في منتصف الصورة.',
  },
  FACE_TOO_SMALL: {
    en: 'You are too far away. Please come a little closer.',
    ar: 'أنت بعيد جدًا. يرجى الاقتراب قليلًا.',
  },
  FACE_ANGLE_TOO_LARGE: {
    en: 'Please hold your head straight and look into the camera.',
    ar: 'يرجى إبقاء رأسك مستقيمًا والنظر إلى الكاميرا.',
  },
  FACE_BLURRED: {
    en: 'The photo is blurred. Please hold still and take it again.',
    ar: 'الصورة غير واضحة. يرجى الثبات والتقاطها مرة أخرى.',
  },
  POOR_LIGHT: {
    en: 'There is not enough light on your face. Please move to a brighter place.',
    ar: 'الإضاءة على وجهك غير كافية. يرجى الانتقال إلى مكان أكثر إضاءة.',
  },
  MULTIPLE_FACES: {
    en: 'There is more than one person in the picture. Please take it alone.',
    ar: 'يوجد أكثر من شخص في الصورة. يرجى التقاطها وحدك.',
  },
  SELFIE_NOT_LIVE: {
    en: 'Please take a new selfie with your camera, not a photo of a photo or a screen.',
    ar: 'يرجى التقاط صورة ذاتية جديدة بالكاميرا، وليس صورة لصورة أو لشاشة.',
  },
  SELFIE_UNREADABLE: {
    en: 'The photo could not be read. Please take a new one.',
    ar: 'تعذرت قراءة الصورة. يرجى التقاط صورة جديدة.',
  },
  DOCUMENT_REJECTED: retakeDocument,
  ID_CARD_REJECTED: {
    en: 'Your identity card could not be verified. Please photograph the original again, flat, sharp and without glare.',
    ar: 'تعذر التحقق من بطاقة هويتك. يرجى تصوير البطاقة الأصلية مرة أخرى على سطح مستوٍ وبوضوح ومن دون انعكاس.',
  },
  DRIVING_LICENCE_REJECTED: {
    en: 'Your driving licence could not be verified. Please photograph the original again, flat, sharp and without glare.',
    ar: 'تعذر التحقق من رخصة قيادتك. يرجى تصوير الرخصة الأصلية مرة أخرى على سطح مستوٍ وبوضوح ومن دون انعكاس.',
  },
  PASSPORT_REJECTED: {
    en: 'Your passport could not be verified. Please photograph the page with your picture again, flat, sharp and without glare.',
    ar: 'تعذر التحقق من جواز سفرك. يرجى تصوير صفحة الصورة مرة أخرى على سطح مستوٍ وبوضوح ومن دون انعكاس.',
  },
  DOCUMENT_FACE_MISMATCH: {
    en: 'The selfie and the picture in the document do not seem to show the same person. Please retake both in good light.',
    ar: 'لا يبدو أن الصورة الذاتية وصورة المستند للشخص نفسه. يرجى التقاطهما مرة أخرى في إضاءة جيدة.',
  },
  DOCUMENT_EXPIRED: {
    en: 'This document is out of date. Please use one that is still valid.',
    ar: 'هذا المستند منتهي الصلاحية. يرجى استخدام مستند ساري المفعول.',
  },
  DOCUMENT_EXPIRY_UNREADABLE: {
    en: 'We could not read the expiry date. Please photograph the document again so that every line is sharp.',
    ar: 'لم نتمكن من قراءة تاريخ الانتهاء. يرجى تصوير المستند مرة أخرى بحيث تكون كل الأسطر واضحة.',
  },
  DOCUMENT_NOT_LIVE: {
    en: 'Please photograph the original document, not a copy or a screen.',
    ar: 'يرجى تصوير المستند الأصلي، وليس نسخة عنه أو شاشة.',
  },
  RULES_MISMATCH: {
    en: 'This document cannot be used here. Please contact support if you think this is wrong.',
    ar: 'لا يمكن استخدام هذا المستند هنا. يرجى التواصل مع الدعم إذا كنت تعتقد أن هذا خطأ.',
  },
  MISSING_IMAGES: {
    en: 'A photo is missing. Please add all the photos that are asked for.',
    ar: 'هناك صورة ناقصة. يرجى إضافة جميع الصور المطلوبة.',
  },
  MISSING_DOCUMENT: {
    en: 'A document is missing. Please add all the documents that are asked for.',
    ar: 'هناك مستند ناقص. يرجى إضافة جميع المستندات المطلوبة.',
  },
  MISSING_ID_CARD: { en: 'Please add photos of your identity card.', ar: 'يرجى إضافة صور بطاقة هويتك.' },
  MISSING_PASSPORT: { en: 'Please add a photo of your passport.', ar: 'يرجى إضافة صورة جواز سفرك.' },
  MISSING_DRIVING_LICENCE: { en: 'Please add photos of your driving licence.', ar: 'يرجى إضافة صور رخصة قيادتك.' },
  IMAGE_EMPTY: { en: 'The photo is empty. Please take it again.', ar: 'الصورة فارغة. يرجى التقاطها مرة أخرى.' },
  IMAGE_TOO_LARGE: {
    en: 'The photo is too large. Please take it with a lower resolution.',
    ar: 'الصورة كبيرة جدًا. يرجى التقاطها بدقة أقل.',
  },
  IMAGE_UNSUPPORTED_FORMAT: { en: 'Please use a JPEG or PNG photo.', ar: 'يرجى استخدام صورة بصيغة JPEG أو PNG.' },
  IMAGE_CORRUPT: { en: 'The photo is damaged. Please take it again.', ar: 'الصورة تالفة. يرجى التقاطها مرة أخرى.' },
  UPLOAD_INTERRUPTED: {
    en: 'The photo did not arrive. Please check your connection and try again.',
    ar: 'لم تصل الصورة. يرجى التحقق من الاتصال والمحاولة مرة أخرى.',
  },
  ALREADY_VERIFIED: {
    en: 'You are verified already. There is nothing left to do.',
    ar: 'تم التحقق منك بالفعل. لا يلزمك فعل أي شيء آخر.',
  },
  NO_RULES: contactSupport,
  CREDENTIALS_REJECTED: contactSupport,
  NOT_SUPPORTED: contactSupport,
  REQUEST_REJECTED: contactSupport,
  QUOTA_EXCEEDED: contactSupport,
  CREDIT_EXHAUSTED: contactSupport,
  LINK_INVALID: newLink,
  LINK_EXPIRED: newLink,
  LINK_NOT_CREATED: laterPlease,
  LINK_LIMIT_REACHED: newLink,
  RECORD_NOT_FOUND: { en: 'There is nothing here yet.', ar: 'لا يوجد شيء هنا بعد.' },
  FACE_NOT_RECOGNIZED: {
    en: 'We did not recognise you. Please try again in good light, or log in another way.',
    ar: 'لم نتعرف عليك. يرجى المحاولة مرة أخرى في إضاءة جيدة، أو تسجيل الدخول بطريقة أخرى.',
  },
  ACCOUNT_BLOCKED: {
    en: 'This account is blocked. Please contact support.',
    ar: 'هذا الحساب محظور. يرجى التواصل مع الدعم.',
  },
  ALREADY_ENROLLED: {
    en: 'Your face is enrolled already. You can log in with it.',
    ar: 'وجهك مسجل بالفعل. يمكنك تسجيل الدخول به.',
  },
  PROVIDER_TRY_AGAIN: { en: 'That did not work. Please try once more.', ar: 'لم ينجح ذلك. يرجى المحاولة مرة أخرى.' },
  PROVIDER_FAULT: laterPlease,
  PROVIDER_TIMEOUT: laterPlease,
  PROVIDER_UNREACHABLE: laterPlease,
  PROVIDER_NONSENSE: laterPlease,
  OUTCOME_UNKNOWN: {
    en: 'We do not know whether your last try went through. Please contact support before you try again.',
    ar: 'لا نعرف ما إذا كانت محاولتك الأخيرة قد تمت. يرجى التواصل مع الدعم قبل المحاولة مرة أخرى.',
  },
  IDEMPOTENCY_CONFLICT: contactSupport,
  VERIFICATION_IN_PROGRESS: {
    en: 'We are still checking. This takes a moment.',
    ar: 'ما زلنا نتحقق. سيستغرق هذا لحظات.',
  },
  RATE_LIMITED: {
    en: 'That was too often. Please wait a little and try again.',
    ar: 'عدد المحاولات كبير. يرجى الانتظار قليلًا ثم المحاولة مرة أخرى.',
  },
};
