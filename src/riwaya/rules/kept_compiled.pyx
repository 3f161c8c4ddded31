# cython: language_level=3
"""What `kept` and `kept_by_all` do, in C.

All that was worked out for a word stands in one record, found by one lookup: in a dictionary of each function's
own, it took three times the memory, and each lookup went to memory that no cache of the processor held.
"""

from cpython.dict cimport PyDict_GetItemWithError
from cpython.mem cimport PyMem_Free, PyMem_Realloc
from cpython.object cimport Py_EQ, PyObject_RichCompareBool
from cpython.ref cimport Py_INCREF, Py_XDECREF, PyObject
cimport cython

cdef Py_ssize_t ROOM = 16  # places made at a time: what is no word of the text is asked about by few functions


cdef class Words:
    """The records of the words met last, in two generations: when the younger is full it becomes the elder, whose
    records are taken over when their words are met again; what was not met meanwhile is forgotten."""

    cdef dict young, elder
    cdef Py_ssize_t size, functions

    def __init__(self, Py_ssize_t size):
        self.young, self.elder = {}, {}
        self.size = size

    def kept(self, work):
        """`work`, a function of one word, with its results kept in the words' records."""
        self.functions += 1
        return Kept(self, work, self.functions - 1).of

    def kept_with(self, work):
        """`work`, a function of a word and one thing more, with its results kept in the words' records."""
        self.functions += 1
        return KeptWith(self, work, self.functions - 1).of

    cdef Record record(self, word):
        cdef PyObject *known = PyDict_GetItemWithError(self.young, word)
        cdef Record found
        if known != NULL:
            return <Record>known
        known = PyDict_GetItemWithError(self.elder, word)
        found = <Record>known if known != NULL else Record()
        if len(self.young) >= self.size:
            self.elder, self.young = self.young, {}
        self.young[word] = found
        return found


cdef class Record:
    """What each function made of a word, by the function's number; NULL for what was not asked yet."""

    cdef PyObject **made
    cdef Py_ssize_t room

    def __dealloc__(self):
        cdef Py_ssize_t n
        for n in range(self.room):
            Py_XDECREF(self.made[n])
        PyMem_Free(self.made)

    cdef int keep(self, Py_ssize_t at, Py_ssize_t functions, made) except -1:
        cdef PyObject **more
        cdef PyObject *before
        cdef Py_ssize_t n
        if at >= self.room:
            functions = min(functions, at + ROOM)
            more = <PyObject **>PyMem_Realloc(self.made, functions * sizeof(PyObject *))
            if more == NULL:
                raise MemoryError
            for n in range(self.room, functions):
                more[n] = NULL
            self.made, self.room = more, functions
        before = self.made[at]
        Py_INCREF(made)
        self.made[at] = <PyObject *>made
        Py_XDECREF(before)
        return 0


cdef class Kept:
    """One function of a word, and its number in the records."""

    cdef Words words
    cdef object work
    cdef Py_ssize_t at

    def __init__(self, Words words, work, Py_ssize_t at):
        self.words, self.work, self.at = words, work, at

    def of(self, word):
        """What the function makes of the word."""
        cdef Record record = self.words.record(word)
        if self.at < record.room and record.made[self.at] != NULL:
            return <object>record.made[self.at]
        made = self.work(word)
        record.keep(self.at, self.words.functions, made)
        return made


@cython.no_gc
cdef class With:
    """What a function made of a word and one thing more, and what it made of others."""

    cdef object other, made
    cdef With more


cdef class KeptWith:
    """One function of a word and one thing more (or none: None), and its number in the records."""

    cdef Words words
    cdef object work
    cdef Py_ssize_t at

    def __init__(self, Words words, work, Py_ssize_t at):
        self.words, self.work, self.at = words, work, at

    def of(self, word, other=None):
        """What the function makes of the two."""
        cdef Record record = self.words.record(word)
        cdef With found = self.first(record)
        while found is not None:
            if found.other is other or PyObject_RichCompareBool(found.other, other, Py_EQ):
                return found.made
            found = found.more
        found = With()
        found.other, found.made = other, self.work(word) if other is None else self.work(word, other)
        found.more = self.first(record)
        record.keep(self.at, self.words.functions, found)
        return found.made

    cdef With first(self, Record record):
        if self.at < record.room and record.made[self.at] != NULL:
            return <With>record.made[self.at]
        return None


cdef class KeptByAll:
    """One function of several values, with its results for those met last, in two generations."""

    cdef dict young, elder
    cdef object work
    cdef Py_ssize_t size

    def __init__(self, work, Py_ssize_t size):
        self.young, self.elder = {}, {}
        self.work, self.size = work, size

    def of(self, *given):
        """What the function makes of the values."""
        cdef PyObject *known = PyDict_GetItemWithError(self.young, given)
        if known != NULL:
            return <object>known
        known = PyDict_GetItemWithError(self.elder, given)
        made = <object>known if known != NULL else self.work(*given)
        if len(self.young) >= self.size:
            self.elder, self.young = self.young, {}
        self.young[given] = made
        return made
