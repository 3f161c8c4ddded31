# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""`chain.Chain` in C: the same labels, the same chances, an eighth of the time or less.

The labels are numbers here and the scores C integers; only what is asked for becomes objects of Python.
"""

from cpython.dict cimport PyDict_GetItem
from cpython.mem cimport PyMem_Free, PyMem_Malloc
from cpython.ref cimport PyObject
from libc.math cimport exp
from libc.stdint cimport int32_t, int64_t, uint32_t

from riwaya.rules.chain import LONGEST, slack
from riwaya.rules.weights import FIELD, ONE

cdef extern from *:
    """
    /* The low n bytes of a whole number in two's complement; -1 with an error set where it has more. */
    #if PY_VERSION_HEX >= 0x030D0000
    static int riwaya_bytes_of(PyObject *number, unsigned char *bytes, size_t n) {
        Py_ssize_t all = PyLong_AsNativeBytes(number, bytes, (Py_ssize_t)n, Py_ASNATIVEBYTES_LITTLE_ENDIAN);
        if (all > (Py_ssize_t)n) PyErr_SetString(PyExc_OverflowError, "packed sum too large");
        return all < 0 || all > (Py_ssize_t)n ? -1 : 0;
    }
    #else
    static int riwaya_bytes_of(PyObject *number, unsigned char *bytes, size_t n) {
        return _PyLong_AsByteArray((PyLongObject *)number, bytes, n, 1, 1);
    }
    #endif
    """
    int riwaya_bytes_of(object number, unsigned char *bytes, size_t n) except -1

cdef double UNIT = ONE
cdef double LONGEST_ODDS = LONGEST


cdef void *room(size_t bytes) except NULL:
    cdef void *found = PyMem_Malloc(bytes)
    if found == NULL:
        raise MemoryError
    return found


cdef class Chain:
    """A model at work: adds up the packed weights of features, and labels sequences of such sums."""

    cdef tuple labels
    cdef dict of
    cdef int count
    cdef int64_t slack
    cdef int64_t *moves  # [label before * count + label]
    cdef double *factors
    cdef int32_t *fields  # of the sum that is being unpacked

    def __cinit__(self, weights):
        cdef int j, k
        self.labels = weights.labels
        self.of = weights.of
        self.count = len(self.labels)
        self.slack = slack(weights)
        assert FIELD == 32
        self.fields = <int32_t *>room(self.count * sizeof(int32_t))
        self.moves = <int64_t *>room(self.count * self.count * sizeof(int64_t))
        self.factors = <double *>room(self.count * self.count * sizeof(double))
        for j in range(self.count):
            for k in range(self.count):
                self.moves[j * self.count + k] = weights.moves[j][k]
                self.factors[j * self.count + k] = exp(weights.moves[j][k] / UNIT)

    def __dealloc__(self):
        PyMem_Free(self.moves)
        PyMem_Free(self.factors)
        PyMem_Free(self.fields)

    def packed(self, features):
        """The packed sum of what the features weigh; features that the model never saw weigh nothing."""
        cdef PyObject *weight
        total = 0
        for feature in features:
            weight = PyDict_GetItem(self.of, feature)
            if weight != NULL:
                total = total + <object>weight
        return total

    def scores(self, packed):
        """What a packed sum comes to for each label."""
        cdef int k
        cdef int64_t *row = <int64_t *>room(self.count * sizeof(int64_t))
        try:
            self.unpack(packed, row)
            return tuple([row[k] for k in range(self.count)])
        finally:
            PyMem_Free(row)

    def chance(self, packed, int label):
        """P(label) for one decision by the number of the label."""
        cdef int k
        cdef int64_t *row = <int64_t *>room(self.count * sizeof(int64_t))
        cdef double total = 0.0
        try:
            self.unpack(packed, row)
            for k in range(self.count):
                total += exp(min(<double>(row[k] - row[label]) / UNIT, LONGEST_ODDS))
            return 1.0 / total
        finally:
            PyMem_Free(row)

    def best(self, sums):
        """The likeliest label sequence for a sequence of packed sums; of equals, the first label."""
        cdef list given = list(sums)
        cdef int size = len(given), n = self.count, i, j, k, at
        cdef int64_t most, total
        cdef int64_t *row
        cdef int64_t *totals
        cdef int64_t *following
        cdef int *before  # [position * n + label]: the label that the best path there comes from
        if not size:
            return []
        row = <int64_t *>room(3 * n * sizeof(int64_t))
        totals, following = row + n, row + 2 * n
        before = NULL
        try:
            before = <int *>room(<size_t>size * n * sizeof(int))
            self.unpack(given[0], totals)
            for i in range(1, size):
                self.unpack(given[i], row)
                for k in range(n):
                    at, most = 0, totals[0] + self.moves[k]
                    for j in range(1, n):
                        total = totals[j] + self.moves[j * n + k]
                        if total > most:
                            at, most = j, total
                    following[k] = most + row[k]
                    before[<size_t>i * n + k] = at
                totals, following = following, totals
            at = 0
            for k in range(1, n):
                if totals[k] > totals[at]:
                    at = k
            path = [None] * size
            for i in range(size - 1, -1, -1):
                path[i] = self.labels[at]
                at = before[<size_t>i * n + at]
            return path
        finally:
            PyMem_Free(row)
            PyMem_Free(before)

    def chances(self, sums):
        """P(label) at each position of a sequence of packed sums; labels without any hope in the sequence are
        left out."""
        cdef list given = list(sums)
        cdef size_t size = len(given), n = self.count, h, i, j, k
        cdef int64_t *scores
        cdef double *states
        cdef double *forward
        cdef double *factors
        cdef double *behind
        cdef double *after
        cdef double *level
        cdef size_t *hopeful
        if not size:
            return []
        scores = <int64_t *>room(size * n * sizeof(int64_t))
        hopeful = NULL
        states = NULL
        try:
            hopeful = <size_t *>room(n * sizeof(size_t))
            for i in range(size):
                self.unpack(given[i], scores + i * n)
            h = self.hope(scores, size, hopeful)
            states = <double *>room((2 * size * h + h * h + 3 * h) * sizeof(double))
            forward = states + size * h
            factors = forward + size * h
            behind, after, level = factors + h * h, factors + h * h + h, factors + h * h + 2 * h
            for j in range(h):
                behind[j] = 1.0
                for k in range(h):
                    factors[j * h + k] = self.factors[hopeful[j] * n + hopeful[k]]
            for i in range(size):
                lead = highest(scores + i * n, n)
                for k in range(h):
                    states[i * h + k] = exp(<double>(scores[i * n + hopeful[k]] - lead) / UNIT)
            for k in range(h):
                forward[k] = states[k]
            for i in range(1, size):
                for k in range(h):
                    level[k] = 0.0
                    for j in range(h):
                        level[k] += forward[(i - 1) * h + j] * factors[j * h + k]
                    level[k] *= states[i * h + k]
                shares(level, h, forward + i * h)
            labels = [self.labels[hopeful[k]] for k in range(h)]
            found = [None] * size
            for i in range(size, 0, -1):
                if i < size:
                    for k in range(h):
                        after[k] = states[i * h + k] * behind[k]
                    for j in range(h):
                        level[j] = 0.0
                        for k in range(h):
                            level[j] += factors[j * h + k] * after[k]
                    shares(level, h, behind)
                for k in range(h):
                    level[k] = forward[(i - 1) * h + k] * behind[k]
                shares(level, h, level)
                here = {}
                for k in range(h):
                    here[labels[k]] = level[k]
                found[i - 1] = here
            return found
        finally:
            PyMem_Free(scores)
            PyMem_Free(hopeful)
            PyMem_Free(states)

    cdef int unpack(self, object packed, int64_t *row) except -1:
        """What a packed sum comes to for each label, into `row`."""
        cdef int k, borrowed = 0
        riwaya_bytes_of(packed, <unsigned char *>self.fields, self.count * sizeof(int32_t))
        for k in range(self.count):  # a negative field has borrowed one from the next
            row[k] = <int32_t>(<uint32_t>self.fields[k] + <uint32_t>borrowed)
            borrowed = self.fields[k] < 0
        return 0

    cdef size_t hope(self, int64_t *scores, size_t size, size_t *hopeful):
        """The labels that come near the leading one anywhere, into `hopeful`; how many they are."""
        cdef size_t n = self.count, found = 0, i, k
        for k in range(n):
            for i in range(size):
                if scores[i * n + k] >= highest(scores + i * n, n) - self.slack:
                    hopeful[found] = k
                    found += 1
                    break
        return found


cdef int64_t highest(int64_t *row, size_t n):
    cdef int64_t found = row[0]
    cdef size_t k
    for k in range(1, n):
        if row[k] > found:
            found = row[k]
    return found


cdef void shares(double *level, size_t n, double *found):
    """Each of `level` as its share of all, into `found`."""
    cdef double total = 0.0
    cdef size_t k
    for k in range(n):
        total += level[k]
    for k in range(n):
        found[k] = level[k] / total
