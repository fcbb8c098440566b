/** What a state means; every tone is always shown together with a word. */
export type Tone = 'good' | 'warning' | 'critical' | 'neutral';
