/** Name under which the answers of `checkAccess` are kept in the table `reading`. */
export const accessFact = 'access'
