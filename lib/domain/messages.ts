/** The languages the product speaks. */
export const languages = ['en', 'zh'] as const;

/** A language of the product: English, or Simplified Chinese. */
export type Language = (typeof languages)[number];

/** The language of a tag such as `zh-CN` or `en`, undefined where it is none of ours. */
export const languageOf = (tag: string | undefined): Language | undefined => {
  const primary = tag?.trim().toLowerCase().split(/[-_]/)[0];
  return languages.find((language) => language === primary);
};

/** The first language of an Accept-Language header (RFC 9110 section 12.5.4) that is ours. */
export const languageOfHeader = (header: string | undefined): Language | undefined => {
  const ranges = (header ?? '').split(',').map((range) => {
    const [tag, ...parameters] = range.split(';');
    const weight = parameters.map((text) => /^\s*q=([\d.]+)/.exec(text)?.[1]).find(Boolean);
    return { language: languageOf(tag), weight: Number(weight ?? 1) };
  });
  return ranges.sort((left, right) => right.weight - left.weight).find((range) => range.language)
    ?.language;
};
