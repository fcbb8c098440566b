import type { LabelMatcher } from './panel-declaration';

type Labels = Readonly<Record<string, string>>;

/** Whether labels meet all conditions; a label that is missing is empty, as in PromQL. */
export const matchesLabels = (labels: Labels, matchers: readonly LabelMatcher[]): boolean =>
  matchers.every((matcher) => isMet(matcher, labels[matcher.label] ?? ''));

const isMet = ({ operator, value }: LabelMatcher, text: string): boolean => {
  switch (operator) {
    case '=':
      return text === value;
    case '!=':
      return text !== value;
    case '=~':
      return wholePattern(value).test(text);
    case '!~':
      return !wholePattern(value).test(text);
  }
};

const wholePattern = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`, 'u');
