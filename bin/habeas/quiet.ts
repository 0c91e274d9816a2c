// First import of the program: the log writes to standard output, which here belongs to the command's own answer.
process.env.LOG_LEVEL ||= 'silent'
