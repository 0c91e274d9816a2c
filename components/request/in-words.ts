/** The choice beside every datum: the person's own words. Apart, since both the browser and the action read it. */
export const IN_WORDS = 'in-words'
